import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import type { Endpoint } from './endpoint.ts'

type SshEndpoint = Extract<Endpoint, { kind: 'ssh' }>

/**
 * A connection to the engine of another machine: the system's own ssh runs `docker system dial-stdio` there, so that
 * `~/.ssh/config`, agents and jump hosts hold, as with docker's client. One process per connection; destroying the
 * stream ends it.
 */
export function openSsh(
  endpoint: SshEndpoint,
  program: string,
  variables: Readonly<Record<string, string | undefined>>,
): Duplex {
  const child = spawn('ssh', sshArguments(endpoint, program), { env: variables, stdio: 'pipe' })
  return new SshStream(child)
}

/**
 * BatchMode, because a question for a password would be asked in the middle of the screen, once for every
 * connection; `--` and `-l`, because a host or user that begins with a dash is not an option.
 */
export function sshArguments({ user, host, port, socket }: SshEndpoint, program: string): string[] {
  return [
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=30', '-T'],
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...['--', host, remoteCommand(program, socket)],
  ]
}

/** What ssh said before it ended, for people. */
export class SshError extends Error {
  readonly exitCode: number | null

  constructor(exitCode: number | null, said: string) {
    super(said)
    this.name = 'SshError'
    this.exitCode = exitCode
  }
}

/** Docker's client takes the socket as `--host`, Podman's as `--url`. */
function remoteCommand(program: string, socket: string | null): string {
  const option = program === 'podman' ? '--url' : '--host'
  const choice = socket === null ? '' : `${option} ${shellWord(`unix://${socket}`)} `
  return `${program} ${choice}system dial-stdio`
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Longest text kept of what ssh says on standard error. */
const STDERR_LIMIT = 4096

/** How long after ssh's end its last words may come. A master connection (ControlPersist) keeps standard error open for good. */
const LAST_WORDS_MILLISECONDS = 100

class SshStream extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams
  #said = ''

  constructor(child: ChildProcessWithoutNullStreams) {
    super()
    this.#child = child
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(0, STDERR_LIMIT)
    })
    // Writing to an ssh that has already given up: its exit tells why, the broken pipe does not.
    child.stdin.on('error', () => {})
    child.once('error', error => this.destroy(error))
    child.once('exit', code => {
      const timer = setTimeout(() => this.#ended(code), LAST_WORDS_MILLISECONDS)
      child.once('close', () => {
        clearTimeout(timer)
        this.#ended(code)
      })
    })
  }

  override _read(): void {
    this.#child.stdout.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#child.stdin.write(chunk, () => done())
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill()
    done(error)
  }

  #ended(code: number | null): void {
    if (this.destroyed || this.readableEnded) return
    if (code === 0) this.push(null)
    else this.destroy(new SshError(code, this.#said.trim()))
  }
}
