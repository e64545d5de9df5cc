import { receiveLines } from '../../store/actions/viewer/receive-content.ts'
import { perform, type Store } from '../../store/store.ts'
import { BLOCK_BYTES, type ViewedFile } from '../../store/viewer-state.ts'

export interface LineCountTarget {
  readonly store: Store
  readonly file: ViewedFile
  /** Bytes of the file. */
  readonly length: number
  readonly signal: AbortSignal
}

/** Counts the lines of a content by block and tells the store from time to time. Ends when the signal aborts. */
export async function countLines(bytes: AsyncIterable<Uint8Array>, target: LineCountTarget): Promise<void> {
  const counter = new BlockCounter(target.length)
  let told = performance.now()
  for await (const chunk of bytes) {
    if (target.signal.aborted) return
    counter.add(chunk)
    const now = performance.now()
    if (now - told < TELL_MILLISECONDS) continue
    told = now
    tell(target, counter, false)
  }
  if (!target.signal.aborted) tell(target, counter, true)
}

/** As often as the screen can usefully change. */
const TELL_MILLISECONDS = 100

function tell({ store, file }: LineCountTarget, { before, total }: BlockCounter, complete: boolean): void {
  perform(store, receiveLines, file, { before: [...before], total, complete })
}

/** Where lines begin: the first byte, and each byte after a newline. */
class BlockCounter {
  readonly #length: number
  #offset = 0
  readonly before = [0]
  total: number

  constructor(length: number) {
    this.#length = length
    this.total = length > 0 ? 1 : 0
  }

  add(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
      const start = this.#offset + at + 1
      this.#passBlocks(start)
      if (start < this.#length) this.total++
    }
    this.#offset += chunk.length
    this.#passBlocks(this.#offset)
  }

  /** A line that begins with a block is not in front of it. */
  #passBlocks(offset: number): void {
    while (this.before.length * BLOCK_BYTES <= offset) this.before.push(this.total)
  }
}

const NEWLINE = 0x0a
