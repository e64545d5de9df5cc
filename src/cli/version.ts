import manifest from '../../package.json' with { type: 'json' }

/** Of the package, as `--version` prints it. */
export const VERSION: string = manifest.version
