import { closeSync, openSync, writeSync } from 'node:fs'
import { fail, LayerscopeError } from '../errors.ts'
import type { InspectEvent } from '../events.ts'
import { eventJson } from '../report/json/event-json.ts'

/**
 * `--debug FILE`: one JSON line for each thing that happens, with the milliseconds since the start. Written at once
 * and synchronously: the lines before a crash are the ones that matter.
 */
export class DebugLog implements Disposable {
  readonly #file: number
  readonly #start = performance.now()

  constructor(path: string) {
    this.#file = openDebugFile(path)
  }

  event(event: InspectEvent): void {
    this.#write(eventJson(event))
  }

  /** What did not go as it should, and changes nothing. */
  note(text: string): void {
    this.#write({ kind: 'note', text })
  }

  /** Whatever ended the program, with the stack that no terminal is shown. */
  error(error: unknown): void {
    const cause = error instanceof Error && error.cause !== undefined ? String(error.cause) : undefined
    const fault = error instanceof LayerscopeError ? error.fault : undefined
    this.#write({ kind: 'error', message: String(error), fault, cause, stack: stackOf(error) })
  }

  [Symbol.dispose](): void {
    closeSync(this.#file)
  }

  #write(row: object): void {
    const milliseconds = Math.round(performance.now() - this.#start)
    writeSync(this.#file, `${JSON.stringify({ milliseconds, ...row })}\n`)
  }
}

function openDebugFile(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    return fail(
      { kind: 'unwritable', path, answer: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
