/** The runtime part of an OCI image config: what `docker run` starts from. Field names are ours; `config-document.ts` parses. */
export interface ImageConfig {
  readonly user: string
  readonly workingDirectory: string
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  /** SHELL of the Dockerfile; empty when not set. */
  readonly shell: readonly string[]
  /** `NAME=value`, in order. */
  readonly environment: readonly string[]
  readonly exposedPorts: readonly string[]
  readonly volumes: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly stopSignal: string | null
  readonly healthcheck: Healthcheck | null
  readonly onBuild: readonly string[]
  /** Docker's flag that Cmd/Entrypoint is already in shell form with arguments escaped (Windows). */
  readonly argsEscaped: boolean
  readonly author: string | null
}

export interface Healthcheck {
  readonly test: readonly string[]
  readonly intervalNanoseconds: number | null
  readonly timeoutNanoseconds: number | null
  readonly retries: number | null
}

export const EMPTY_CONFIG: ImageConfig = {
  user: '',
  workingDirectory: '',
  entrypoint: [],
  command: [],
  shell: [],
  environment: [],
  exposedPorts: [],
  volumes: [],
  labels: {},
  stopSignal: null,
  healthcheck: null,
  onBuild: [],
  argsEscaped: false,
  author: null,
}
