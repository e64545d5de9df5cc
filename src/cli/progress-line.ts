import type { InspectEvent } from '../events.ts'
import { displayText } from '../report/display-name.ts'
import { cut } from '../report/fit-text.ts'
import { formatBytes } from '../report/format-bytes.ts'
import { formatPercent } from '../report/format-number.ts'
import type { OutputStream } from './surroundings.ts'

/** One line on standard error that says what is happening, rewritten in place, gone at the end. Silent without a terminal. */
export class ProgressLine {
  readonly #stream: OutputStream
  readonly #reference: string
  #isShown = false
  #lastDrawn = 0

  constructor(stream: OutputStream, reference: string) {
    this.#stream = stream
    this.#reference = reference
  }

  async show(event: InspectEvent): Promise<void> {
    if (!this.#stream.isTerminal) return
    if (event.kind === 'source') return this.#notes(event.notes)
    const text = progressText(event, this.#reference)
    if (text === null || performance.now() - this.#lastDrawn < REDRAW_MILLISECONDS) return
    this.#lastDrawn = performance.now()
    this.#isShown = true
    await this.#stream.write(`\r${ERASE_LINE}${cut(displayText(text), (this.#stream.columns ?? 80) - 1)}`)
  }

  async clear(): Promise<void> {
    if (this.#isShown) await this.#stream.write(`\r${ERASE_LINE}`)
    this.#isShown = false
  }

  async #notes(notes: readonly string[]): Promise<void> {
    for (const note of notes) await this.#stream.write(`${displayText(note)}\n`)
  }
}

const REDRAW_MILLISECONDS = 100
const ERASE_LINE = '\x1b[K'

/** What to say of an event; `null` = nothing new for a person. */
export function progressText(event: InspectEvent, reference: string): string | null {
  switch (event.kind) {
    case 'pulling':
      return `Pulling ${reference}: ${event.status}${progressAmount(event.currentBytes, event.totalBytes)}`
    case 'waiting':
      return `Waiting for the engine to export ${reference}…`
    case 'progress':
      return `Reading ${reference}${progressAmount(event.readBytes, event.expectedBytes)}`
    default:
      return null
  }
}

function progressAmount(done: number, all: number | null): string {
  if (done === 0 && all === null) return '…'
  if (all === null || all === 0) return ` ${formatBytes(done)}`
  return ` ${formatBytes(done)} of ${formatBytes(all)} (${formatPercent(Math.min(1, done / all))})`
}
