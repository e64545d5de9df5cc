import type { TreePath } from '../../image/tree-path.ts'
import type { DisplayText } from '../display-name.ts'
import { nameBytesJson, nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope file --json` prints. */
export interface KindJson {
  readonly schemaVersion: string
  /** Where symlinks led. */
  readonly path: string
  readonly pathBytes?: string
  /** In one line, for people. */
  readonly kind: string
}

export function kindJson(path: TreePath, kind: DisplayText): KindJson {
  const pathBytes = nameBytesJson(path)
  return {
    schemaVersion: SCHEMA_VERSION,
    path: nameJson(path),
    ...(pathBytes === undefined ? {} : { pathBytes }),
    kind,
  }
}
