import type { ContainerLog, ContainerRecord, ContainerState, LogLine } from '../../image/container.ts'
import type { EntryType } from '../../image/entry.ts'
import type { EntryJson, LayerRecordJson, RecordJson } from '../json/record-json.ts'
import {
  BASE64,
  COUNT,
  described,
  FLAG,
  type JsonSchema,
  listOf,
  mapOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  SHA256,
  see,
  TEXT,
  WHOLE,
} from './json-schema.ts'

const ENTRY_TYPE = oneWordOf<EntryType>({
  file: true,
  directory: true,
  symlink: true,
  hardLink: true,
  character: true,
  block: true,
  fifo: true,
})

/** Which fields a fact has depends on its kind; whoever opens the analysis checks them. */
const FACT: JsonSchema = { type: 'object', additionalProperties: true }

const ENTRY = objectOf<EntryJson>(
  {
    path: described(
      'One character a byte, markers included; null when the name means no path.',
      orNull(TEXT),
    ),
    type: ENTRY_TYPE,
    mode: described('Four octal digits.', { type: 'string', pattern: '^[0-7]{4}$' }),
    uid: COUNT,
    gid: COUNT,
    mtime: described('Seconds since 1970.', { type: 'number' }),
  },
  {
    problem: oneWordOf<NonNullable<EntryJson['problem']>>({ outside: true, nul: true }),
    bytes: COUNT,
    stored: described('Of a sparse file: the bytes the tar stores.', COUNT),
    sha256: SHA256,
    linkName: described('One character a byte.', TEXT),
    device: described('Major and minor.', listOf(COUNT)),
    xattrs: described('Values in base64.', mapOf(BASE64)),
    facts: described('What was learnt of the content, by kind; bytes in base64.', mapOf(FACT)),
  },
)

export const LAYER_RECORD = objectOf<LayerRecordJson>(
  {
    findings: described(
      'Those of the top-level findings that reading the layer turned up.',
      listOf(see('finding')),
    ),
    factsComplete: described('False when the layer held more facts than are kept.', FLAG),
    entries: described('As the tar has them, before they were applied.', listOf(ENTRY)),
  },
  NONE,
)

const LOG_LINE = objectOf<LogLine>(
  {
    stream: oneWordOf<LogLine['stream']>({ stdout: true, stderr: true, terminal: true }),
    text: described('One character a byte.', TEXT),
    cut: FLAG,
  },
  NONE,
)

const CONTAINER = objectOf<ContainerRecord>(
  {
    name: TEXT,
    id: TEXT,
    image: TEXT,
    layer: described('The layer that holds its own changes.', COUNT),
    state: objectOf<ContainerState>(
      {
        status: TEXT,
        exitCode: WHOLE,
        oomKilled: FLAG,
        error: orNull(TEXT),
        restarts: COUNT,
        startedAt: orNull(TEXT),
        finishedAt: orNull(TEXT),
        memoryLimit: orNull(COUNT),
      },
      NONE,
    ),
    mounts: listOf(TEXT),
    log: {
      anyOf: [
        objectOf<Extract<ContainerLog, { kind: 'lines' }>>(
          { kind: { const: 'lines' }, lines: listOf(LOG_LINE) },
          NONE,
        ),
        objectOf<Extract<ContainerLog, { kind: 'refused' }>>(
          { kind: { const: 'refused' }, answer: TEXT },
          NONE,
        ),
      ],
    },
    askedAt: TEXT,
  },
  NONE,
)

export const RECORD = objectOf<RecordJson>(
  {
    annotations: described('Of the manifest.', mapOf(TEXT)),
    author: orNull(TEXT),
    container: orNull(CONTAINER),
    findings: described(
      'Those of the top-level findings that are about the documents.',
      listOf(see('finding')),
    ),
  },
  NONE,
)
