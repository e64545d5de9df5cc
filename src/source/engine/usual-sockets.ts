import { type EngineEnvironment, runtimeFolder } from './environment.ts'

export interface UsualSocket {
  readonly path: string
  /** Whose it usually is. */
  readonly because: string
}

/** Where a Docker Engine listens when nobody says otherwise, in the order worth trying. */
export function dockerSockets(environment: EngineEnvironment): UsualSocket[] {
  const { home, platform } = environment
  if (platform === 'win32') {
    return [
      { path: '//./pipe/docker_engine', because: 'default pipe' },
      { path: '//./pipe/dockerDesktopLinuxEngine', because: 'Docker Desktop' },
    ]
  }
  return [
    { path: '/var/run/docker.sock', because: 'default socket' },
    ...inRuntimeFolder(environment, 'docker.sock', 'rootless Docker'),
    { path: `${home}/.docker/run/docker.sock`, because: 'rootless Docker or Docker Desktop' },
    { path: `${home}/.docker/desktop/docker.sock`, because: 'Docker Desktop' },
    { path: `${home}/.colima/default/docker.sock`, because: 'Colima' },
    { path: `${home}/.config/colima/default/docker.sock`, because: 'Colima' },
    { path: `${home}/.rd/docker.sock`, because: 'Rancher Desktop' },
    { path: `${home}/.orbstack/run/docker.sock`, because: 'OrbStack' },
  ]
}

/** The same for Podman, whose service speaks Docker's API. */
export function podmanSockets(environment: EngineEnvironment): UsualSocket[] {
  const { home, platform } = environment
  if (platform === 'win32') return [{ path: '//./pipe/podman-machine-default', because: 'Podman machine' }]
  return [
    ...inRuntimeFolder(environment, 'podman/podman.sock', 'rootless Podman'),
    { path: '/run/podman/podman.sock', because: 'Podman' },
    { path: `${home}/.local/share/containers/podman/machine/podman.sock`, because: 'Podman machine' },
  ]
}

function inRuntimeFolder(environment: EngineEnvironment, name: string, because: string): UsualSocket[] {
  const folder = runtimeFolder(environment)
  return folder === null ? [] : [{ path: `${folder}/${name}`, because }]
}
