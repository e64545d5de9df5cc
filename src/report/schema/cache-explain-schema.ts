import { type CauseKind, LAYER_RELATIONS, STEP_STATES } from '../../analysis/cache/cache-explanation.ts'
import type {
  AdviceJson,
  CacheExplainJson,
  DivergenceJson,
  ExplainedStepJson,
  FileChangeJson,
} from '../json/cache-explain-json.ts'
import { DIFFERENCES, PATH, PATH_BYTES } from './file-schema.ts'
import { COUNT, described, FLAG, listOf, NONE, objectOf, oneWordOf, orNull, TEXT } from './json-schema.ts'

const CAUSE = oneWordOf<CauseKind>({
  baseImage: true,
  instruction: true,
  argument: true,
  setting: true,
  content: true,
  metadata: true,
  output: true,
  compression: true,
  noCache: true,
  otherBuilder: true,
  parent: true,
  unread: true,
})

const FILE_CHANGE = objectOf<FileChangeJson>(
  {
    path: PATH,
    change: oneWordOf<FileChangeJson['change']>({ added: true, removed: true, modified: true }),
    differs: DIFFERENCES,
  },
  { pathBytes: PATH_BYTES },
)

const DIVERGENCE = objectOf<DivergenceJson>(
  {
    step: described("Index in NEW's history; null when only OLD had the step.", orNull(COUNT)),
    layer: orNull(COUNT),
    instruction: TEXT,
    cause: CAUSE,
    message: TEXT,
    evidence: described('The words before and after, or the first files.', listOf(TEXT)),
    files: listOf(FILE_CHANGE),
  },
  NONE,
)

const STEP = objectOf<ExplainedStepJson>(
  {
    step: orNull(COUNT),
    oldStep: orNull(COUNT),
    layer: orNull(COUNT),
    instruction: described('Without build arguments and checksums.', TEXT),
    state: { enum: STEP_STATES },
    cause: orNull(CAUSE),
    files: described(
      'sameFiles: only times differ, so the layer is pushed again for nothing.',
      orNull({ enum: LAYER_RELATIONS }),
    ),
    unpackedBytes: orNull(COUNT),
    repushedBytes: COUNT,
  },
  NONE,
)

const ADVICE = objectOf<AdviceJson>(
  {
    kind: oneWordOf<AdviceJson['kind']>({
      copyManifests: true,
      moveDown: true,
      ignore: true,
      chmod: true,
      link: true,
      sourceDate: true,
      pinBase: true,
      keepCache: true,
      sameCompression: true,
    }),
    message: TEXT,
  },
  NONE,
)

export const CACHE_EXPLAIN_REPORT = objectOf<CacheExplainJson>(
  {
    schemaVersion: TEXT,
    complete: described('Whether every layer of both could be read.', FLAG),
    reversed: described('NEW says it was made before OLD.', FLAG),
    old: TEXT,
    new: TEXT,
    firstDivergence: described('null: no miss.', orNull(DIVERGENCE)),
    steps: listOf(STEP),
    cachedSteps: COUNT,
    ranSteps: COUNT,
    repushedBytes: described('Unpacked bytes pushed again though their files are the same.', COUNT),
    repushedTransferBytes: orNull(COUNT),
    advice: listOf(ADVICE),
  },
  NONE,
)
