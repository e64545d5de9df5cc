import type { Severity } from '../../image/finding.ts'
import type { AnalysisJson, DiveJson } from '../json/analysis-json.ts'
import type { DemoImageJson, DemoJson } from '../json/demo-json.ts'
import type { FindJson } from '../json/find-json.ts'
import type { FindingJson } from '../json/finding-json.ts'
import type { GrepJson, GrepMatchJson } from '../json/grep-json.ts'
import type { KindJson } from '../json/kind-json.ts'
import { CACHE_CONTEXT_REPORT } from './cache-context-schema.ts'
import { CACHE_EXPLAIN_REPORT } from './cache-explain-schema.ts'
import { CACHE_LOG_REPORT } from './cache-log-schema.ts'
import { CACHE_PREDICT_REPORT } from './cache-predict-schema.ts'
import { CI_REPORT } from './ci-schema.ts'
import { COMPARE_DEFINITIONS } from './compare-schema.ts'
import { DOCTOR_REPORT } from './doctor-schema.ts'
import { EXPLAIN_REPORT } from './explain-schema.ts'
import { FILE, PATH, PATH_BYTES } from './file-schema.ts'
import { IMAGE } from './image-schema.ts'
import { INDEX_REPORT } from './index-schema.ts'
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
import { CATEGORY_BYTES, PACKAGES_REPORT } from './packages-schema.ts'
import { LAYER_RECORD, RECORD } from './record-schema.ts'
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
    fix: described('What to do; below the first line may stand lines of a Dockerfile.', orNull(TEXT)),
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
      objectOf<DemoImageJson>(
        { reference: TEXT, unpackedBytes: orNull(COUNT), description: orNull(TEXT) },
        NONE,
      ),
    ),
  },
  NONE,
)

const FIND_REPORT = objectOf<FindJson>({ schemaVersion: TEXT, files: listOf(see('file')) }, NONE)

const GREP_MATCH = objectOf<GrepMatchJson>(
  {
    path: PATH,
    line: described('From 1.', COUNT),
    text: described('The line; bytes that are not UTF-8 are written \\xNN.', TEXT),
  },
  { pathBytes: PATH_BYTES },
)

const GREP_REPORT = objectOf<GrepJson>({ schemaVersion: TEXT, matches: listOf(GREP_MATCH) }, NONE)

const KIND_REPORT = objectOf<KindJson>(
  {
    schemaVersion: TEXT,
    path: described('Where symlinks led.', PATH),
    kind: described('What the content is, for people.', TEXT),
  },
  { pathBytes: PATH_BYTES },
)

const ANALYSIS = objectOf<AnalysisJson>(
  {
    schemaVersion: { type: 'string', pattern: '^1\\.' },
    complete: described('Whether every layer could be read.', FLAG),
    reference: TEXT,
    source: TEXT,
    image: see('image'),
    history: listOf(see('step')),
    layers: listOf(see('layer')),
    categories: described('Of the final tree.', orNull(see('categories'))),
    waste: see('waste'),
    duplicates: DUPLICATES,
    dive: described('The figures of dive, by its own arithmetic.', orNull(DIVE)),
    findings: listOf(see('finding')),
  },
  {
    finalFiles: described('The final tree (--files).', listOf(see('file'))),
    record: described('What opening the analysis again needs (--files).', see('record')),
  },
)

/**
 * Everything layerscope prints as JSON: the root is `layerscope IMAGE --json`, and under `$defs` stand what
 * `history`, `waste`, `ls`, `tree`, `find`, `grep` and `file` print.
 */
export const SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'layerscope',
  description:
    'What `layerscope IMAGE --json` prints. null = unknown. Within version 1 fields are only added.',
  ...ANALYSIS,
  $defs: {
    file: FILE,
    image: IMAGE,
    step: STEP,
    layer: LAYER,
    categories: described('Bytes by what they are there for; they add up.', CATEGORY_BYTES),
    waste: WASTE,
    finding: FINDING,
    record: RECORD,
    layerRecord: LAYER_RECORD,
    historyReport: described('layerscope history --json', HISTORY_REPORT),
    wasteReport: described('layerscope waste --json', WASTE_REPORT),
    explainReport: described('layerscope explain --json', EXPLAIN_REPORT),
    doctorReport: described('layerscope doctor --json', DOCTOR_REPORT),
    ciReport: described('layerscope ci --json', CI_REPORT),
    ...COMPARE_DEFINITIONS,
    cacheLogReport: described('layerscope cache log --json', CACHE_LOG_REPORT),
    cachePredictReport: described('layerscope cache predict --json', CACHE_PREDICT_REPORT),
    cacheContextReport: described('layerscope cache context --json', CACHE_CONTEXT_REPORT),
    cacheExplainReport: described('layerscope cache explain --json', CACHE_EXPLAIN_REPORT),
    demoReport: described('layerscope demo --json', DEMO_REPORT),
    findReport: described('layerscope find --json', FIND_REPORT),
    treeReport: described('layerscope tree --json', FIND_REPORT),
    grepReport: described('layerscope grep --json', GREP_REPORT),
    indexReport: described('layerscope index list --json', INDEX_REPORT),
    packagesReport: described('layerscope packages --json', PACKAGES_REPORT),
    kindReport: described('layerscope file --json', KIND_REPORT),
    lsReport: described('layerscope ls --json', listOf(see('file'))),
  },
}
