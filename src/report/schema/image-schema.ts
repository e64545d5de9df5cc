import type { BaseCertainty } from '../../analysis/base/base-image.ts'
import type { BaseJson } from '../json/base-json.ts'
import type { ConfigJson, HealthcheckJson } from '../json/config-json.ts'
import type { ImageJson, PlatformJson } from '../json/image-json.ts'
import {
  COUNT,
  DIGEST,
  described,
  FLAG,
  listOf,
  mapOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  TEXT,
  WHOLE,
} from './json-schema.ts'

const PLATFORM = objectOf<PlatformJson>({ os: TEXT, architecture: TEXT, variant: orNull(TEXT) }, NONE)

const HEALTHCHECK = objectOf<HealthcheckJson>(
  {
    Test: listOf(TEXT),
    Interval: described('Nanoseconds.', orNull(WHOLE)),
    Timeout: described('Nanoseconds.', orNull(WHOLE)),
    Retries: orNull(WHOLE),
  },
  NONE,
)

/** OCI writes a set as an object of empty objects. */
const NAME_SET = mapOf({ type: 'object', additionalProperties: false })

const CONFIG = objectOf<ConfigJson>(
  {
    User: TEXT,
    WorkingDir: TEXT,
    Entrypoint: listOf(TEXT),
    Cmd: listOf(TEXT),
    Shell: listOf(TEXT),
    Env: listOf(TEXT),
    ExposedPorts: NAME_SET,
    Volumes: NAME_SET,
    Labels: mapOf(TEXT),
    StopSignal: orNull(TEXT),
    Healthcheck: orNull(HEALTHCHECK),
    OnBuild: listOf(TEXT),
    ArgsEscaped: FLAG,
  },
  NONE,
)

const BASE = objectOf<BaseJson>(
  {
    layers: described('How many of the lowest layers are its.', COUNT),
    certainty: described(
      'stated by the user or the image; matched with an image that is known; likely by the shape of the history.',
      oneWordOf<BaseCertainty>({ stated: true, matched: true, likely: true }),
    ),
    name: orNull(TEXT),
    evidence: listOf(TEXT),
    unpackedBytes: orNull(COUNT),
    transferBytes: orNull(COUNT),
    finalBytes: described('What its layers add to the final tree they end in.', orNull(WHOLE)),
    wastedBytes: described('Of its bytes, those no container sees.', orNull(COUNT)),
  },
  NONE,
)

export const IMAGE = objectOf<ImageJson>(
  {
    id: described('Digest of the config.', orNull(DIGEST)),
    digest: described('Digest of the manifest.', orNull(DIGEST)),
    tags: listOf(TEXT),
    platform: PLATFORM,
    created: orNull(TEXT),
    unpackedBytes: described('Sum over the layers.', orNull(COUNT)),
    finalBytes: described('Of the final tree, each inode once.', orNull(COUNT)),
    transferBytes: described('Of the layers as pushed and pulled.', orNull(COUNT)),
    files: described('Regular files of the final tree.', orNull(COUNT)),
    base: described('What it is built on; null when nobody knows where that ends.', orNull(BASE)),
    config: described("OCI's field names; what is not set is empty or null.", CONFIG),
  },
  NONE,
)
