import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'

/** What of this machine decides which engine is asked. A value, so that the decision can be tested without the machine. */
export interface EngineEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** As `process.platform` has it. */
  readonly platform: string
  /** The user's number, for the runtime folder when XDG_RUNTIME_DIR is not set; `null` on Windows. */
  readonly userId: number | null
}

export function thisMachine(): EngineEnvironment {
  return {
    variables: process.env,
    home: homeFolder(),
    platform: process.platform,
    userId: process.getuid?.() ?? null,
  }
}

/**
 * The user's, by the first that knows it. `/` where nobody does, as in a container whose user has no name: that is what
 * runtimes set HOME to, and what cannot be written there is done without.
 */
export function homeFolder(asked: readonly (() => string)[] = [homedir, () => userInfo().homedir]): string {
  for (const ask of asked) {
    try {
      const home = ask()
      if (home !== '') return home // of an empty HOME everything would land where the shell stands
    } catch {
      // the user database has no such user
    }
  }
  return '/'
}

/** The value of a variable; an empty one counts as not set, as in docker's client. */
export function variable(environment: EngineEnvironment, name: string): string | null {
  return environment.variables[name] || null
}

/** Where docker's client keeps `config.json`, contexts and certificates. */
export function dockerFolder(environment: EngineEnvironment): string {
  return variable(environment, 'DOCKER_CONFIG') ?? `${environment.home}/.docker`
}

/** Where sockets of this user's services are. */
export function runtimeFolder(environment: EngineEnvironment): string | null {
  const { userId } = environment
  return variable(environment, 'XDG_RUNTIME_DIR') ?? (userId === null ? null : `/run/user/${userId}`)
}

/** What layerscope may keep of this user between runs (XDG Base Directory Specification). */
export function cacheFolder(environment: EngineEnvironment): string {
  return join(variable(environment, 'XDG_CACHE_HOME') ?? join(environment.home, '.cache'), 'layerscope')
}
