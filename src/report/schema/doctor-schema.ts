import type { Verdict } from '../../analysis/doctor.ts'
import type { ContainerJson, ContainerLogJson, LogLineJson } from '../json/container-json.ts'
import type { DoctorJson, ProcessJson } from '../json/doctor-json.ts'
import {
  COUNT,
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

const PROCESS = objectOf<ProcessJson>(
  {
    argv: described('Entrypoint and Cmd.', listOf(TEXT)),
    path: described('The file the kernel is handed first, links followed.', orNull(TEXT)),
    user: described('uid:gid, or USER where nobody knows whom it means.', TEXT),
    cwd: TEXT,
  },
  NONE,
)

const LOG_LINE = objectOf<LogLineJson>(
  {
    stream: oneWordOf<LogLineJson['stream']>({ stdout: true, stderr: true, terminal: true }),
    text: described('Bytes that are not UTF-8 are written \\xNN.', TEXT),
    cut: described('Whether the line was longer.', FLAG),
  },
  NONE,
)

const CONTAINER = objectOf<ContainerJson>(
  {
    name: TEXT,
    id: TEXT,
    image: described('The image, as whoever made the container called it.', TEXT),
    layer: described('Index of the layer that holds what it changed.', COUNT),
    status: described('In the words of the engine: created, running, exited, …', TEXT),
    exitCode: described('Of the last run, or of the start that failed.', WHOLE),
    oomKilled: FLAG,
    error: described("The engine's words about a start that failed.", orNull(TEXT)),
    restarts: described('By the engine itself.', COUNT),
    startedAt: described('RFC 3339; null: never.', orNull(TEXT)),
    finishedAt: orNull(TEXT),
    memoryLimitBytes: orNull(COUNT),
    mounts: described('Where something is mounted over the tree.', listOf(TEXT)),
    explanation: described('The exit code and the findings, in words.', TEXT),
    log: objectOf<ContainerLogJson>(
      { lines: described('The last ones.', listOf(LOG_LINE)), refused: orNull(TEXT) },
      NONE,
    ),
  },
  NONE,
)

export const DOCTOR_REPORT = objectOf<DoctorJson>(
  {
    schemaVersion: TEXT,
    verdict: oneWordOf<Verdict>({ starts: true, 'will not start': true, unknown: true }),
    process: PROCESS,
    findings: described('Errors first.', listOf(see('finding'))),
    container: described('What became of it, when it is a container.', orNull(CONTAINER)),
  },
  NONE,
)
