import { LOGGED_STATES } from '../../analysis/cache/log/build-log.ts'
import type {
  CacheLogJson,
  LogDifferenceJson,
  LoggedBuildJson,
  LoggedStepJson,
  LogRowJson,
} from '../json/cache-log-json.ts'
import {
  COUNT,
  described,
  type JsonSchema,
  listOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  TEXT,
  WHOLE,
} from './json-schema.ts'

const SECONDS: JsonSchema = { type: 'number' }

const STEP = objectOf<LoggedStepJson>(
  {
    line: described('In the Dockerfile of -f.', orNull(COUNT)),
    stage: orNull(TEXT),
    number: described('As the builder counts.', COUNT),
    of: COUNT,
    instruction: TEXT,
    state: { enum: LOGGED_STATES },
    seconds: orNull(SECONDS),
  },
  NONE,
)

const BUILD = objectOf<LoggedBuildJson>(
  {
    file: TEXT,
    builder: oneWordOf<LoggedBuildJson['builder']>({ buildkit: true, classic: true, buildah: true }),
    cachedSteps: COUNT,
    ranSteps: COUNT,
    seconds: described('Of the steps that ran, which may have run beside each other.', orNull(SECONDS)),
    otherSeconds: described('Loading, base images, exporting.', orNull(SECONDS)),
    elapsedSeconds: described("From the first line's time to the last one's.", orNull(SECONDS)),
    steps: listOf(STEP),
  },
  NONE,
)

const DIFFERENCE = objectOf<LogDifferenceJson>(
  {
    cachedSteps: described('More steps of the second build came from the cache.', WHOLE),
    savedSeconds: orNull(SECONDS),
    rows: described(
      'Positions in steps of the first and the second build.',
      listOf(objectOf<LogRowJson>({ a: orNull(COUNT), b: orNull(COUNT) }, NONE)),
    ),
  },
  NONE,
)

export const CACHE_LOG_REPORT = objectOf<CacheLogJson>(
  {
    schemaVersion: TEXT,
    builds: listOf(BUILD),
    difference: described('Of two logs.', orNull(DIFFERENCE)),
  },
  NONE,
)
