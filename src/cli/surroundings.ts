import type { EngineEnvironment } from '../source/engine/environment.ts'
import type { Call } from './command.ts'
import type { ScreenStart } from './screen/screen-session.ts'

/** Everything of the outside world a command may touch, so that tests run whole commands in their own process. */
export interface Surroundings {
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly stdin: InputStream
  /** Variables, home and platform: what decides about engines and colours. */
  readonly machine: EngineEnvironment
  /** Architecture of this machine as Node calls it. */
  readonly architecture: string
  /** Where the demo images may be; the first that has some counts. */
  readonly demoFolders: readonly string[]
  /** Where the index of analysed layers is; `null`: nowhere. */
  readonly indexFolder: string | null
  /** Aborted when somebody presses Ctrl-C where no screen is open. */
  readonly signal: AbortSignal
  /** Hands the terminal to the screens, until they are quit. */
  runScreens(call: Call, start: ScreenStart): Promise<ExitCode>
}

export interface OutputStream {
  readonly isTerminal: boolean
  /** Columns of the terminal; `null` when it is none. */
  readonly columns: number | null
  /** Resolves when more may be written; rejects when nobody reads any longer. */
  write(piece: string | Uint8Array): Promise<void>
}

export interface InputStream {
  readonly isTerminal: boolean
  /** One line somebody types, without its newline; `null` when the input ends. */
  readLine(signal: AbortSignal): Promise<string | null>
}

/** Product §1: 0 fine · 1 a rule is broken · 2 could not analyse, also partly, or wrong usage · 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130
