import type { HistoryJson, StepJson } from '../json/history-json.ts'
import type { FaultJson, LayerJson } from '../json/layer-json.ts'
import {
  COUNT,
  DIGEST,
  described,
  FLAG,
  listOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  see,
  TEXT,
  WHOLE,
} from './json-schema.ts'

const FAULT = objectOf<FaultJson>({ kind: TEXT, message: TEXT }, NONE)

export const LAYER = objectOf<LayerJson>(
  {
    index: COUNT,
    state: oneWordOf<LayerJson['state']>({ read: true, unreadable: true }),
    fault: described('Why it is unreadable.', orNull(FAULT)),
    diffId: described('sha256 of the uncompressed tar.', orNull(DIGEST)),
    digest: described('sha256 of the blob as stored.', orNull(DIGEST)),
    mediaType: orNull(TEXT),
    step: described('Index in history.', orNull(COUNT)),
    instruction: orNull(TEXT),
    base: described('Whether it belongs to the base image.', FLAG),
    unpackedBytes: orNull(COUNT),
    transferBytes: described(
      'As pushed and pulled; null when the source holds the layer uncompressed.',
      orNull(COUNT),
    ),
    entries: orNull(COUNT),
    added: orNull(COUNT),
    modified: orNull(COUNT),
    removed: orNull(COUNT),
    contributionBytes: described(
      'What it adds to the tree below; negative when it only removes.',
      orNull(WHOLE),
    ),
    cumulativeBytes: described('Of the tree up to and including it.', orNull(COUNT)),
    wastedBytes: described('Bytes of this layer that no final tree shows.', orNull(COUNT)),
    categories: described('Of its unpacked bytes.', orNull(see('categories'))),
  },
  {
    files: described('What it wrote and removed (--files).', listOf(see('file'))),
    record: described('What opening the analysis again needs (--files).', see('layerRecord')),
  },
)

export const STEP = objectOf<StepJson>(
  {
    index: COUNT,
    layer: described('The layer it made.', orNull(COUNT)),
    instruction: described('The command, cleaned for reading.', TEXT),
    createdBy: described('As the builder recorded it.', TEXT),
    created: orNull(TEXT),
    comment: orNull(TEXT),
    empty: FLAG,
  },
  NONE,
)

export const HISTORY_REPORT = objectOf<HistoryJson>(
  { schemaVersion: TEXT, history: listOf(see('step')), layers: listOf(see('layer')) },
  NONE,
)
