import type { ByteString } from '../../image/byte-string.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { nameBytesJson, nameJson } from './name-json.ts'

/** What `layerscope grep --json` prints. */
export interface GrepJson {
  readonly schemaVersion: string
  readonly matches: readonly GrepMatchJson[]
}

/** One line that matches. */
export interface GrepMatchJson {
  readonly path: string
  readonly pathBytes?: string
  /** From 1. */
  readonly line: number
  /** Bytes that are not UTF-8 are written `\xNN`. */
  readonly text: string
}

export function grepMatchJson(path: TreePath, line: number, text: ByteString): GrepMatchJson {
  const pathBytes = nameBytesJson(path)
  return {
    path: nameJson(path),
    ...(pathBytes === undefined ? {} : { pathBytes }),
    line,
    text: nameJson(text),
  }
}
