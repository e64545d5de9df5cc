import type { Healthcheck, ImageConfig } from '../../image/config.ts'

/** The runtime part of the config under OCI's own field names; what the image does not set is empty, or `null`. */
export interface ConfigJson {
  readonly User: string
  readonly WorkingDir: string
  readonly Entrypoint: readonly string[]
  readonly Cmd: readonly string[]
  readonly Shell: readonly string[]
  readonly Env: readonly string[]
  readonly ExposedPorts: Readonly<Record<string, EmptyObject>>
  readonly Volumes: Readonly<Record<string, EmptyObject>>
  readonly Labels: Readonly<Record<string, string>>
  readonly StopSignal: string | null
  readonly Healthcheck: HealthcheckJson | null
  readonly OnBuild: readonly string[]
  readonly ArgsEscaped: boolean
}

/** Durations in nanoseconds, as Docker writes them; `null` = the engine's default. */
export interface HealthcheckJson {
  readonly Test: readonly string[]
  readonly Interval: number | null
  readonly Timeout: number | null
  readonly Retries: number | null
}

/** OCI writes sets as objects whose values are empty objects. */
type EmptyObject = Readonly<Record<string, never>>

export function configJson(config: ImageConfig): ConfigJson {
  return {
    User: config.user,
    WorkingDir: config.workingDirectory,
    Entrypoint: config.entrypoint,
    Cmd: config.command,
    Shell: config.shell,
    Env: config.environment,
    ExposedPorts: setOf(config.exposedPorts),
    Volumes: setOf(config.volumes),
    Labels: config.labels,
    StopSignal: config.stopSignal,
    Healthcheck: config.healthcheck === null ? null : healthcheckJson(config.healthcheck),
    OnBuild: config.onBuild,
    ArgsEscaped: config.argsEscaped,
  }
}

function setOf(names: readonly string[]): Record<string, EmptyObject> {
  return Object.fromEntries(names.map(name => [name, {}]))
}

function healthcheckJson(check: Healthcheck): HealthcheckJson {
  return {
    Test: check.test,
    Interval: check.intervalNanoseconds,
    Timeout: check.timeoutNanoseconds,
    Retries: check.retries,
  }
}
