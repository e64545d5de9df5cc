import { layerscope } from './lab.ts'

/** The part of `--json --files` (product.md §2) that these tests compare. */
export interface Analysis {
  readonly complete: boolean
  readonly image: {
    readonly unpackedBytes: number | null
    readonly finalBytes: number | null
    readonly tags: readonly string[]
  }
  readonly history: readonly {
    readonly instruction: string
    readonly layer: number | null
  }[]
  readonly layers: readonly {
    readonly diffId: string | null
    readonly unpackedBytes: number | null
    readonly instruction: string | null
    readonly files: readonly File[]
  }[]
  readonly finalFiles: readonly File[]
}

export interface File {
  readonly path: string
  readonly type: string
  readonly bytes: number
  readonly mode: string
  readonly uid: number
  readonly gid: number
  readonly mtime: string | null
  readonly linkTarget: string | null
  readonly hardLinkTo: string | null
  readonly sha256: string | null
  readonly xattrs: Readonly<Record<string, string>>
  readonly change: 'added' | 'modified' | 'removed' | 'unchanged'
}

/** What layerscope says of an image; fails with its own sentence when it cannot. */
export async function analyse(reference: string, env: NodeJS.ProcessEnv): Promise<Analysis> {
  const { code, stdout, stderr } = await layerscope([reference, '--json', '--files', '--no-index'], env)
  if (code !== 0) {
    throw new Error(`layerscope ${reference}: exit ${code}\n${stderr}`)
  }
  const analysis: Analysis = JSON.parse(stdout)
  return analysis
}

export function diffIds(analysis: Analysis): readonly (string | null)[] {
  return analysis.layers.map(layer => layer.diffId)
}
