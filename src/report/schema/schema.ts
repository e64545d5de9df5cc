import type { Severity } from '../../image/finding.ts'
import type { AnalysisJson, DiveJson } from '../json/analysis-json.ts'
import type { DemoImageJson, DemoJson } from '../json/demo-json.ts'
import type { FindingJson } from '../json/finding-json.ts'
import { FILE, PATH, PATH_BYTES } from './file-schema.ts'
import { IMAGE } from './image-schema.ts'
import {
  COUNT,
  described,
  FLAG,
  type JsonSchema,
  listOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  see,
  TEXT,
} from './json-schema.ts'
import { HISTORY_REPORT, LAYER, STEP } from './layer-schema.ts'
import { DUPLICATES, WASTE, WASTE_REPORT } from './waste-schema.ts'

const FINDING = objectOf<FindingJson>(
  {
    kind: TEXT,
    severity: oneWordOf<Severity>({ error: true, warning: true, note: true }),
    layer: orNull(COUNT),
    path: orNull(PATH),
    bytes: orNull(COUNT),
    message: TEXT,
    evidence: listOf(TEXT),
    fix: orNull(TEXT),
  },
  { pathBytes: PATH_BYTES },
)

/** dive's arithmetic can leave 0 … 1. */
const NUMBER: JsonSchema = { type: 'number' }

const DIVE = objectOf<DiveJson>(
  { efficiency: NUMBER, wastedBytes: { type: 'integer' }, userWastedPercent: orNull(NUMBER) },
  NONE,
)

const DEMO_REPORT = objectOf<DemoJson>(
  {
    schemaVersion: TEXT,
    images: listOf(
      objectOf<DemoImageJson>({ reference: TEXT, bytes: orNull(COUNT), description: orNull(TEXT) }, NONE),
    ),
  },
  NONE,
)

const ANALYSIS = objectOf<AnalysisJson>(
  {
    schemaVersion: { type: 'string', pattern: '^1\\.' },
    complete: described('Whether every layer could be read.', FLAG),
    reference: TEXT,
    source: TEXT,
    image: IMAGE,
    history: listOf(see('step')),
    layers: listOf(see('layer')),
    waste: see('waste'),
    duplicates: DUPLICATES,
    dive: described('The figures of dive, by its own arithmetic.', orNull(DIVE)),
    findings: listOf(FINDING),
  },
  { finalFiles: described('The final tree (--files).', listOf(see('file'))) },
)

/**
 * Everything layerscope prints as JSON: the root is `layerscope IMAGE --json`, and under `$defs` stand what
 * `history`, `waste` and `ls` print.
 */
export const SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'layerscope',
  description:
    'What `layerscope IMAGE --json` prints. null = unknown. Within version 1 fields are only added.',
  ...ANALYSIS,
  $defs: {
    file: FILE,
    step: STEP,
    layer: LAYER,
    waste: WASTE,
    historyReport: described('layerscope history --json', HISTORY_REPORT),
    wasteReport: described('layerscope waste --json', WASTE_REPORT),
    demoReport: described('layerscope demo --json', DEMO_REPORT),
    lsReport: described('layerscope ls --json', listOf(see('file'))),
  },
}
