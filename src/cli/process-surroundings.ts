import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TakenTerminal } from '../../components/terminal/first-frame.ts'
import { cacheFolder, thisMachine } from '../source/engine/environment.ts'
import type { InputStream, OutputStream, Surroundings } from './surroundings.ts'

/**
 * The real process. `taken` is the terminal when a first frame is on it: it goes to the screens, or is given back before
 * a word is printed.
 */
export function processSurroundings(signal: AbortSignal, taken: TakenTerminal | undefined): Surroundings {
  const machine = thisMachine()
  const giveBack = () => taken?.terminal.close()
  return {
    stdout: outputStream(process.stdout, giveBack),
    stderr: unheard(outputStream(process.stderr, giveBack)),
    stdin: standardInput,
    machine,
    architecture: process.arch,
    // Beside the chunks of the built program, or where the build puts them when this runs from source.
    demoFolders: ['demo', '../../dist/demo'].map(folder => fileURLToPath(new URL(folder, import.meta.url))),
    indexFolder: join(cacheFolder(machine), 'index'),
    signal,
    // The store and the screens take longer to load than a small archive to read.
    runScreens: async (call, start) =>
      (await import('./screen/run-screens.ts')).runScreens(call, start, taken),
  }
}

/** A failed write is reported by the write itself; the stream's own event would end the process. */
function outputStream(stream: NodeJS.WriteStream, beforeWrite: () => void): OutputStream {
  stream.on('error', () => {})
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true ? stream.columns : null
    },
    write: piece =>
      new Promise((resolve, reject) => {
        beforeWrite()
        stream.write(piece, error => (error ? reject(error) : resolve()))
      }),
  }
}

/** What nobody reads any longer changes neither the result nor the exit code. */
function unheard(stream: OutputStream): OutputStream {
  return {
    isTerminal: stream.isTerminal,
    get columns() {
      return stream.columns
    },
    write: piece => stream.write(piece).catch(() => undefined),
  }
}

/** Opened only when something is read: a program that never asks must not hold its input. */
const standardInput: InputStream = {
  get isTerminal() {
    return process.stdin.isTTY === true
  },
  async readLine(signal) {
    const lines = createInterface({ input: process.stdin, signal })
    try {
      for await (const line of lines) return line
      return null
    } finally {
      lines.close()
    }
  },
}
