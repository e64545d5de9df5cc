import { basename, dirname } from 'node:path'
import type { Digest } from '../image/digest.ts'
import { parseDigest } from '../image/digest.ts'
import { type IndexFile, IndexFolder, listIndexFiles, whyUnwritable } from './index-folder.ts'
import { isImageRecord } from './index-record.ts'

/** What the index holds. */
export interface IndexContents {
  readonly folder: string
  /** Why nothing more can be kept, in the system's word (`EROFS`); `null` when it can. */
  readonly unwritable: string | null
  readonly bytes: number
  /** Those used last come first. */
  readonly images: readonly IndexedImage[]
  readonly layers: readonly IndexedLayer[]
}

export interface IndexedImage {
  readonly source: string
  readonly tags: readonly string[]
  /** Of its manifest. */
  readonly digest: Digest | null
  /** diffIds, lowest first. */
  readonly layers: readonly Digest[]
  /** Bytes its layers take in the index; those it shares count for each image. */
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly used: number
}

export interface IndexedLayer {
  readonly diffId: Digest
  readonly bytes: number
  readonly used: number
}

/**
 * Lists the index, at most so many images; an empty one when there is none yet. Files of other versions count in `bytes`
 * only.
 */
export async function listIndex(root: string, mostImages = Number.POSITIVE_INFINITY): Promise<IndexContents> {
  const folder = new IndexFolder(root)
  const files = await listIndexFiles(root)
  const layers = files.flatMap(file => layerOf(file, folder) ?? [])
  const bytesOf = new Map(layers.map(({ diffId, bytes }) => [diffId, bytes]))
  const images: IndexedImage[] = []
  const newestFirst = files.toSorted((a, b) => b.used - a.used)
  const records = newestFirst.filter(({ path }) => dirname(path) === folder.path('images'))
  for (const file of records.slice(0, mostImages)) {
    const record = await folder.readFile(file.path)
    if (!isImageRecord(record)) continue
    const diffIds = record.layers.map(({ diffId }) => diffId)
    const bytes = diffIds.reduce((sum, diffId) => sum + (bytesOf.get(diffId) ?? 0), file.bytes)
    images.push({
      source: record.source,
      tags: record.documents.tags,
      digest: record.documents.digest,
      layers: diffIds,
      bytes,
      used: file.used,
    })
  }
  return {
    folder: root,
    unwritable: await whyUnwritable(root),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    images,
    layers: layers.toSorted((a, b) => b.used - a.used),
  }
}

function layerOf({ path, bytes, used }: IndexFile, folder: IndexFolder): IndexedLayer | undefined {
  if (dirname(path) !== folder.path('layers')) return undefined
  const diffId = parseDigest(basename(path).replace('-', ':'))
  return diffId === undefined ? undefined : { diffId, bytes, used }
}
