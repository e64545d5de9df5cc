import type { IndexedImageJson, IndexedLayerJson, IndexJson } from '../json/index-json.ts'
import { COUNT, DIGEST, described, listOf, NONE, objectOf, orNull, TEXT } from './json-schema.ts'

const INDEXED_IMAGE = objectOf<IndexedImageJson>(
  {
    source: described('Where it was read.', TEXT),
    tags: listOf(TEXT),
    layers: described('diffIds, lowest first.', listOf(DIGEST)),
    bytes: described('What it takes in the index with its layers.', COUNT),
    used: TEXT,
  },
  NONE,
)

const INDEXED_LAYER = objectOf<IndexedLayerJson>({ diffId: DIGEST, bytes: COUNT, used: TEXT }, NONE)

export const INDEX_REPORT = objectOf<IndexJson>(
  {
    schemaVersion: TEXT,
    folder: TEXT,
    unwritable: described(
      'Why nothing more can be kept there, in the system’s word (EROFS); null when it can.',
      orNull(TEXT),
    ),
    bytes: COUNT,
    limitBytes: described('What it may take before the least recently used goes.', COUNT),
    images: listOf(INDEXED_IMAGE),
    layers: listOf(INDEXED_LAYER),
  },
  NONE,
)
