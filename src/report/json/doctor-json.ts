import type { Diagnosis, Verdict } from '../../analysis/doctor.ts'
import { type ContainerJson, containerJson } from './container-json.ts'
import { type FindingJson, findingJson } from './finding-json.ts'
import { nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope doctor --json` prints. What could not be known is a finding of the kind `startUnknown`. */
export interface DoctorJson {
  readonly schemaVersion: string
  readonly verdict: Verdict
  readonly process: ProcessJson
  readonly findings: readonly FindingJson[]
  /** `null` for an image. */
  readonly container: ContainerJson | null
}

/** The process as the runtime will run it. */
export interface ProcessJson {
  readonly argv: readonly string[]
  /** The file the kernel is handed first; `null` when there is none. */
  readonly path: string | null
  /** `uid:gid`, or USER as configured where nobody knows whom it means. */
  readonly user: string
  readonly cwd: string
}

export function doctorJson(diagnosis: Diagnosis): DoctorJson {
  const { verdict, process, findings, container } = diagnosis
  const { argv, path, user, cwd } = process
  return {
    schemaVersion: SCHEMA_VERSION,
    verdict,
    process: { argv, path: path === null ? null : nameJson(path), user, cwd },
    findings: findings.map(findingJson),
    container: container === null ? null : containerJson(container, diagnosis),
  }
}
