import { answerSearch } from '../../store/actions/answer-search.ts'
import { searchInSlices, type TreeSearch } from '../../store/selectors/tree-search.ts'
import { perform, type Store } from '../../store/store.ts'
import type { Slices } from '../../tree/slices.ts'

/** Asks large trees between frames: one question at a time, a new one ends the one before it. */
export class TreeSearcher {
  readonly #store: Store
  readonly #ended: AbortSignal
  readonly #fail: (error: unknown) => void
  #asking = new AbortController()

  constructor(store: Store, ended: AbortSignal, fail: (error: unknown) => void) {
    this.#store = store
    this.#ended = ended
    this.#fail = fail
  }

  /** What is to be asked now; `null` when nothing is. */
  readonly want = (search: TreeSearch | null): void => {
    this.#asking.abort()
    this.#asking = new AbortController()
    if (search !== null) this.#ask(search, this.#asking.signal).catch(this.#fail)
  }

  async #ask(search: TreeSearch, signal: AbortSignal): Promise<void> {
    const work = searchInSlices(search)
    do {
      await new Promise<void>(resolve => setImmediate(resolve))
      if (signal.aborted || this.#ended.aborted) return
    } while (!isDoneWithin(work, SLICE_MILLISECONDS))
    perform(this.#store, answerSearch, search)
  }
}

/** Half a frame: the other half is for the keys. */
const SLICE_MILLISECONDS = 8

function isDoneWithin(work: Slices<void>, milliseconds: number): boolean {
  const end = performance.now() + milliseconds
  while (performance.now() < end) if (work.next().done === true) return true
  return false
}
