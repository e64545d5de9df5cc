import { run } from '../../src/cli/run.ts'
import type { ScreenStart } from '../../src/cli/screen/screen-session.ts'
import type { ExitCode, OutputStream, Surroundings } from '../../src/cli/surroundings.ts'

/** What one use of layerscope left behind. */
export interface Outcome {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
  /** What the screens were asked to show, when they were opened. */
  readonly screen: ScreenStart | null
}

export interface Around {
  /** Columns of the terminal standard output is; `null`: it is none. */
  readonly stdout?: number | null
  readonly stderr?: number | null
  /** Lines somebody types; `null`: standard input is no terminal. */
  readonly typed?: readonly string[] | null
  readonly variables?: Readonly<Record<string, string>>
  readonly demoFolders?: readonly string[]
  readonly indexFolder?: string
  readonly signal?: AbortSignal
  /** Makes standard output throw what no code expects. */
  readonly broken?: boolean
}

/** Runs a whole command in this process, with streams of its own and no engine. */
export async function tryCommand(words: readonly string[], around: Around = {}): Promise<Outcome> {
  const stdout = new Collected(around.stdout ?? null, around.broken)
  const stderr = new Collected(around.stderr ?? null)
  const typed = [...(around.typed ?? [])]
  let screen: ScreenStart | null = null
  const surroundings: Surroundings = {
    stdout,
    stderr,
    stdin: { isTerminal: around.typed != null, readLine: async () => typed.shift() ?? null },
    machine: {
      variables: { DOCKER_HOST: NO_ENGINE, ...around.variables },
      home: '/nonexistent',
      platform: 'linux',
      userId: null,
    },
    architecture: 'x64',
    demoFolders: around.demoFolders ?? [],
    indexFolder: around.indexFolder ?? null,
    signal: around.signal ?? new AbortController().signal,
    runScreens: async (_call, start) => {
      screen = start
      return 0
    },
  }
  const code = await run(words, surroundings)
  return { code, stdout: stdout.text, stderr: stderr.text, screen }
}

/** An address nothing listens at: a test never depends on an engine of the machine it runs on. */
const NO_ENGINE = 'unix:///nonexistent/docker.sock'

class Collected implements OutputStream {
  readonly columns: number | null
  text = ''

  readonly #isBroken: boolean
  readonly #decoder = new TextDecoder()

  constructor(columns: number | null, isBroken = false) {
    this.columns = columns
    this.#isBroken = isBroken
  }

  get isTerminal(): boolean {
    return this.columns !== null
  }

  async write(piece: string | Uint8Array): Promise<void> {
    if (this.#isBroken) throw new Error('the pipe is made of glass')
    this.text += typeof piece === 'string' ? piece : this.#decoder.decode(piece, { stream: true })
  }
}
