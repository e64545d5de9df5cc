import type { FileJson } from './file-json.ts'
import { Streamed } from './json-pieces.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope find --json` prints. */
export interface FindJson {
  readonly schemaVersion: string
  readonly files: readonly FileJson[]
}

/** The same, its files written while they are found. */
export function findJson(
  files: () => Iterable<FileJson>,
): Pick<FindJson, 'schemaVersion'> & { files: Streamed<FileJson> } {
  return { schemaVersion: SCHEMA_VERSION, files: new Streamed(files) }
}
