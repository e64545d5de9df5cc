import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope demo --json` prints: the example images there are. */
export interface DemoJson {
  readonly schemaVersion: string
  readonly images: readonly DemoImageJson[]
}

export interface DemoImageJson {
  /** What opens it. */
  readonly reference: string
  /** Of the archive. */
  readonly bytes: number | null
  readonly description: string | null
}

export function demoJson(images: readonly DemoImageJson[]): DemoJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    images: images.map(({ reference, bytes, description }) => ({ reference, bytes, description })),
  }
}
