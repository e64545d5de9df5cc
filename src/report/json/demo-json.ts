import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope demo --json` prints: the example images there are. */
export interface DemoJson {
  readonly schemaVersion: string
  readonly images: readonly DemoImageJson[]
}

export interface DemoImageJson {
  /** What opens it. */
  readonly reference: string
  readonly unpackedBytes: number | null
  readonly description: string | null
}

interface DemoItem extends Pick<DemoImageJson, 'reference' | 'description'> {
  readonly bytes: number | null
}

/** The images as the picker lists them; their `bytes` are unpacked ones. */
export function demoJson(images: readonly DemoItem[]): DemoJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    images: images.map(({ reference, bytes, description }) => ({
      reference,
      unpackedBytes: bytes,
      description,
    })),
  }
}
