import type { Verdict } from '../../analysis/doctor.ts'
import type { DoctorJson, ProcessJson } from '../json/doctor-json.ts'
import { described, listOf, NONE, objectOf, oneWordOf, orNull, see, TEXT } from './json-schema.ts'

const PROCESS = objectOf<ProcessJson>(
  {
    argv: described('Entrypoint and Cmd.', listOf(TEXT)),
    path: described('The file the kernel is handed first, links followed.', orNull(TEXT)),
    user: described('uid:gid, or USER where nobody knows whom it means.', TEXT),
    cwd: TEXT,
  },
  NONE,
)

export const DOCTOR_REPORT = objectOf<DoctorJson>(
  {
    schemaVersion: TEXT,
    verdict: oneWordOf<Verdict>({ starts: true, 'will not start': true, unknown: true }),
    process: PROCESS,
    findings: described('Errors first.', listOf(see('finding'))),
  },
  NONE,
)
