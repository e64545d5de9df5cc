import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Lab } from './lab.ts'
import { output, run, until } from './run.ts'

export interface SshServer {
  /** The `Host` of the client's configuration: only reading that file leads to the port and the key. */
  readonly host: string
  /** A folder for the front of PATH: its `ssh` is the system's, with the configuration of this server. */
  readonly path: string
  stop(): void
}

/**
 * Starts an OpenSSH server on a loopback port, whose sessions find the lab's engine through DOCKER_HOST.
 * `ssh` takes the home folder from the password database and not from HOME, hence a wrapper that names the
 * configuration file.
 */
export async function startSshServer(lab: Lab, folder: string, port: number): Promise<SshServer> {
  const host = 'layerscope-lab'
  await keys(folder)
  await writeFile(join(folder, 'sshd_config'), serverConfig(lab, folder, port))
  await writeFile(join(folder, 'ssh_config'), clientConfig(folder, host, port))
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F '${folder}/ssh_config' "$@"\n`, {
    mode: 0o755,
  })

  // sshd insists on this folder, which Debian makes when it starts the service.
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: 'ignore' })
  const answers = async (): Promise<boolean> =>
    (await run(join(folder, 'bin/ssh'), [host, 'true'])).code === 0
  await until('sshd lets the client in', answers).catch(error => {
    server.kill()
    throw error
  })
  return { host, path: join(folder, 'bin'), stop: () => server.kill() }
}

async function keys(folder: string): Promise<void> {
  for (const name of ['host_key', 'client_key']) {
    await output('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)])
  }
  await output('cp', [join(folder, 'client_key.pub'), join(folder, 'authorized_keys')])
}

function serverConfig(lab: Lab, folder: string, port: number): string {
  return `ListenAddress 127.0.0.1:${port}
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv DOCKER_HOST=unix://${lab.socket}
`
}

function clientConfig(folder: string, host: string, port: number): string {
  return `Host ${host}
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${folder}/client_key
  IdentitiesOnly yes
  UserKnownHostsFile ${folder}/known_hosts
  StrictHostKeyChecking accept-new
  LogLevel ERROR
`
}
