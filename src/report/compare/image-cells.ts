import type { ImageRow } from '../../analysis/compare/image-table.ts'
import type { EntrypointKind, ImageTraits } from '../../analysis/compare/image-traits.ts'
import { formatCount } from '../format-number.ts'

/** What an image brings along, as cells of a table; `?` where not every layer could be read. */
export interface TraitCells {
  readonly base: string
  readonly user: string
  readonly shell: string
  readonly packageManager: string
  readonly caCertificates: string
  readonly timeZones: string
  readonly entrypoint: string
  readonly tools: string
}

export function traitCells({ traits, baseLayers }: ImageRow): TraitCells {
  const base = baseLayers === null ? '' : `${baseLayers} layers`
  if (traits === null) return { ...UNKNOWN, base }
  return {
    base,
    user: traits.user,
    shell: traits.shell ?? 'none',
    packageManager: traits.packageManager ?? 'none',
    caCertificates: traits.caCertificates ? 'yes' : 'no',
    timeZones: traits.timeZones ? 'yes' : 'no',
    entrypoint: entrypointText(traits),
    tools: toolsText(traits),
  }
}

const UNKNOWN: TraitCells = {
  base: '',
  user: '?',
  shell: '?',
  packageManager: '?',
  caCertificates: '?',
  timeZones: '?',
  entrypoint: '?',
  tools: '?',
}

function entrypointText({ entrypoint: { program, kind } }: ImageTraits): string {
  return program === null ? ENTRYPOINTS[kind] : `${program} (${ENTRYPOINTS[kind]})`
}

const ENTRYPOINTS: Readonly<Record<EntrypointKind, string>> = {
  static: 'static',
  dynamic: 'dynamic',
  script: 'script',
  other: 'not recognised',
  missing: 'missing',
  none: 'none',
}

function toolsText({ tools: { count, notable } }: ImageTraits): string {
  return notable.length === 0 ? formatCount(count) : `${formatCount(count)}: ${notable.join(' ')}`
}
