import type { WasteReason } from '../../analysis/waste-items.ts'
import type {
  DuplicateJson,
  DuplicatesJson,
  WasteItemJson,
  WasteJson,
  WasteReportJson,
  WasteWithoutBaseJson,
} from '../json/waste-json.ts'
import { DIFFERENCES, PATH, PATH_BYTES } from './file-schema.ts'
import {
  COUNT,
  described,
  listOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  SHA256,
  SHARE,
  see,
  TEXT,
} from './json-schema.ts'

const REASON = oneWordOf<WasteReason>({
  overwritten: true,
  rewritten: true,
  replaced: true,
  hidden: true,
  deleted: true,
})

const WASTE_ITEM = objectOf<WasteItemJson>(
  {
    path: PATH,
    bytes: COUNT,
    reason: REASON,
    layer: described('The layer that wrote the bytes.', COUNT),
    by: described('The layer that killed them.', COUNT),
    differs: described('What a rewriting layer changed.', DIFFERENCES),
  },
  { pathBytes: PATH_BYTES },
)

const BY_REASON = objectOf<Record<WasteReason, number>>(
  { overwritten: COUNT, rewritten: COUNT, replaced: COUNT, hidden: COUNT, deleted: COUNT },
  NONE,
)

const WITHOUT_BASE = objectOf<WasteWithoutBaseJson>(
  {
    bytes: COUNT,
    ratio: SHARE,
    efficiency: SHARE,
    baseBytesKilled: described('Bytes of the base that later layers kill; not in the ratio.', COUNT),
  },
  NONE,
)

export const WASTE = objectOf<WasteJson>(
  {
    bytes: orNull(COUNT),
    ratio: described('Of the unpacked bytes.', orNull(SHARE)),
    efficiency: orNull(SHARE),
    byReason: orNull(BY_REASON),
    withoutBase: described(
      'Of the layers above the base; null when the base is not known.',
      orNull(WITHOUT_BASE),
    ),
    items: described('Largest first.', listOf(WASTE_ITEM)),
  },
  NONE,
)

const DUPLICATE = objectOf<DuplicateJson>({ sha256: SHA256, bytes: COUNT, paths: listOf(PATH) }, NONE)

export const DUPLICATES = objectOf<DuplicatesJson>({ bytes: orNull(COUNT), items: listOf(DUPLICATE) }, NONE)

export const WASTE_REPORT = objectOf<WasteReportJson>(
  {
    schemaVersion: TEXT,
    waste: see('waste'),
    findings: described(
      'What to change, and what it saves: errors first, then by bytes.',
      listOf(see('finding')),
    ),
  },
  NONE,
)
