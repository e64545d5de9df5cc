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
    config: described("OCI's field names; what is not set is empty or null.", CONFIG),
  },
  NONE,
)
