import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Lab, neutralEnvironment } from './lab.ts'
import { output, shell, until } from './run.ts'

export interface Podman {
  readonly socket: string
  /** The podman program with the options that lead it to this storage. */
  readonly command: readonly string[]
  /** Leads a client to this service alone, as a rootless Podman would be found. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

/** Starts `podman system service` with storage of its own and one image of the lab in it. */
export async function startPodman(lab: Lab, image: string): Promise<Podman> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-podman-'))
  const socket = join(folder, 'run/podman/podman.sock')
  const command = [
    'podman',
    `--root=${folder}/root`,
    `--runroot=${folder}/runroot`,
    `--tmpdir=${folder}/tmp`,
    '--storage-driver=overlay',
  ]
  await mkdir(dirname(socket), { recursive: true })
  await shell(`/usr/bin/docker save "$IMAGE" | ${command.join(' ')} load -q`, {
    env: { ...lab.env, IMAGE: image },
  })

  const [program = '', ...options] = command
  const service = spawn(program, [...options, 'system', 'service', '--time=0', `unix://${socket}`], {
    stdio: 'ignore',
  })
  const end = (): Promise<void> => stop(service, folder)
  await until('podman system service opens its socket', () => existsSync(socket)).catch(async error => {
    await end()
    throw error
  })
  return {
    socket,
    command,
    env: { ...neutralEnvironment(), XDG_RUNTIME_DIR: join(folder, 'run') },
    stop: end,
  }
}

async function stop(service: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise(resolve => service.once('close', resolve))
  service.kill()
  await ended
  // Podman keeps its storage mounted on itself.
  await output('bash', ['-c', 'findmnt -rn -o TARGET | grep -F "$0/" | sort -r | xargs -r umount -l', folder])
  await rm(folder, { recursive: true, force: true })
}
