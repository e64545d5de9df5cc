import type { BetterOrder } from '../../analysis/build/better-order.ts'
import type { Builder } from '../../analysis/build/build-inputs.ts'
import type { StepState } from '../../analysis/build/predict-build.ts'
import type { BuildCost } from '../../analysis/build/step-costs.ts'
import type { TypicalChange } from '../../analysis/build/typical-changes.ts'
import type {
  BetterOrderJson,
  JudgedChangeJson,
  PredictedStageJson,
  PredictedStepJson,
  PredictJson,
  PredictTotalsJson,
  TypicalChangeJson,
} from '../json/predict-json.ts'
import { COUNT, described, listOf, NONE, objectOf, oneWordOf, orNull, TEXT } from './json-schema.ts'

export const BUILDER = oneWordOf<Builder>({ buildkit: true, classic: true })

const STATE = described(
  'runs: built again. cachedIfOutputSame: cached if what another stage makes, or a download, comes out the same. ' +
    'config: BuildKit makes no step of it. notBuilt: in a stage the target does not need.',
  oneWordOf<StepState>({ cached: true, runs: true, cachedIfOutputSame: true, config: true, notBuilt: true }),
)

const STEP = objectOf<PredictedStepJson>(
  {
    line: described('In the Dockerfile, from 1. What ONBUILD triggers has the line of its FROM.', COUNT),
    instruction: TEXT,
    state: STATE,
    why: TEXT,
  },
  NONE,
)

const STAGE = objectOf<PredictedStageJson>(
  {
    name: described('null: it has none, and is called by its number.', orNull(TEXT)),
    base: described('The image it starts from, or the name of an earlier stage.', TEXT),
    steps: described('The FROM line first.', listOf(STEP)),
  },
  NONE,
)

export const PREDICT_TOTALS = described(
  'Steps by their state; config and notBuilt are no steps.',
  objectOf<PredictTotalsJson>({ steps: COUNT, cached: COUNT, runs: COUNT, cachedIfOutputSame: COUNT }, NONE),
)

const KIND = oneWordOf<TypicalChange['kind']>({
  source: true,
  manifest: true,
  lock: true,
  documentation: true,
  base: true,
})

const COST = described(
  'At most, by the image (--image) and the log (--timings) of the last build.',
  objectOf<BuildCost>(
    {
      bytes: described('Unpacked, of the layers made again; null: no image.', orNull(COUNT)),
      openBytes: described('Of those cached if the output is identical.', orNull(COUNT)),
      seconds: described('The steps that run again took; null: no log.', orNull({ type: 'number' })),
      untimed: described('Steps that run again and were cached then.', orNull(COUNT)),
    },
    NONE,
  ),
)

const TYPICAL = objectOf<TypicalChangeJson>(
  { kind: KIND, what: described('The path, or the image.', TEXT), totals: PREDICT_TOTALS, cost: COST },
  NONE,
)

const JUDGED = objectOf<JudgedChangeJson>({ kind: KIND, what: TEXT, now: COUNT, reordered: COUNT }, NONE)

const BETTER_ORDER = objectOf<BetterOrderJson>(
  {
    kind: oneWordOf<BetterOrder['kind']>({ dependenciesFirst: true, packagesFirst: true }),
    summary: TEXT,
    diff: described('Unified, for patch.', TEXT),
    commandsAgain: described('Commands of RUNs that run again after one change.', listOf(JUDGED)),
  },
  NONE,
)

export const CACHE_PREDICT_REPORT = objectOf<PredictJson>(
  {
    schemaVersion: TEXT,
    dockerfile: TEXT,
    builder: BUILDER,
    target: described('Index of the stage the build is for.', COUNT),
    changes: described('What was said to change, in words.', listOf(TEXT)),
    notes: described('Changes the builder never sees: ignored paths, comments, …', listOf(TEXT)),
    totals: PREDICT_TOTALS,
    cost: COST,
    stages: listOf(STAGE),
    typicalChanges: described('What changes everybody makes would do.', listOf(TYPICAL)),
    betterOrder: described('null: no order that is sure to build the same keeps more.', orNull(BETTER_ORDER)),
  },
  NONE,
)
