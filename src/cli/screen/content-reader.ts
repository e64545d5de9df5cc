import { listMembers } from '../../content/archive/list-members.ts'
import { type ImageContent, openContent } from '../../content/open-content.ts'
import { explain, LayerscopeError } from '../../errors.ts'
import { failContent, receiveMatch, receiveWindow } from '../../store/actions/viewer/receive-content.ts'
import type { WantedContent } from '../../store/selectors/viewer/content-wanted.ts'
import { perform, type Store } from '../../store/store.ts'
import { type TextSearch, WINDOW_BYTES } from '../../store/viewer-state.ts'
import { countLines } from './count-lines.ts'
import { findLine } from './find-line.ts'
import { tellMembers } from './tell-members.ts'

/** Opens the contents of an image that was read; asked again whenever a file of it is viewed. */
export type OpenContents = (image: string) => Promise<ImageContent>

/**
 * Reads what the viewer wants into the store: a window of the file, how its lines lie, and what is looked for. Of
 * each there is one reading at a time; a new wish ends the one before it, another file ends them all.
 */
export class ContentReader {
  readonly #store: Store
  readonly #open: OpenContents
  readonly #ended: AbortSignal
  readonly #fail: (error: unknown) => void
  #wanted: WantedContent | null = null
  #count = new AbortController()
  #window = new AbortController()
  #listing = new AbortController()
  #search = new AbortController()

  /** `fail` is told errors that are no faults. */
  constructor(store: Store, open: OpenContents, ended: AbortSignal, fail: (error: unknown) => void) {
    this.#store = store
    this.#open = open
    this.#ended = ended
    this.#fail = fail
  }

  /** What has to be at hand now; `null` when nothing is viewed. */
  readonly want = (wanted: WantedContent | null): void => {
    const before = this.#wanted
    this.#wanted = wanted
    const isSame = isSameFile(before, wanted)
    if (!isSame) this.#endAll()
    if (wanted === null) return
    if (!isSame || before?.start !== wanted.start) this.#readWindow(wanted)
    if (!isSame || before?.lines !== wanted.lines) this.#startCount(wanted)
    if (!isSame || before?.archive !== wanted.archive) this.#startListing(wanted)
    if (before?.search !== wanted.search) this.#startSearch(wanted)
  }

  #endAll(): void {
    for (const reading of [this.#count, this.#window, this.#listing, this.#search]) reading.abort()
  }

  #readWindow(wanted: WantedContent): void {
    this.#window.abort()
    this.#window = new AbortController()
    this.#run(wanted, this.#window.signal, async (content, signal) => {
      const { file, start, length } = wanted
      const bytes = await collect(content, wanted, {
        signal,
        start,
        end: Math.min(length, start + WINDOW_BYTES),
      })
      if (!signal.aborted) perform(this.#store, receiveWindow, file, { start, bytes })
    })
  }

  #startCount(wanted: WantedContent): void {
    this.#count.abort()
    if (!wanted.lines) return
    this.#count = new AbortController()
    const { file, place, length } = wanted
    this.#run(wanted, this.#count.signal, (content, signal) =>
      countLines(openContent(content, place, { signal }), { store: this.#store, file, length, signal }),
    )
  }

  #startListing(wanted: WantedContent): void {
    this.#listing.abort()
    const { archive, file, place, length } = wanted
    if (archive === null) return
    this.#listing = new AbortController()
    this.#run(wanted, this.#listing.signal, (content, signal) => {
      const source = {
        ...{ kind: archive, what: 'The archive', length },
        read: () => openContent(content, place, { signal }),
        readAt: (start: number, count: number) =>
          collect(content, wanted, { signal, start, end: Math.min(length, start + count) }),
      }
      const members = listMembers(source, { limits: content.limits, signal })
      return tellMembers(members, { store: this.#store, file, signal })
    })
  }

  #startSearch(wanted: WantedContent): void {
    this.#search.abort()
    const { search } = wanted
    if (search === null) return
    this.#search = new AbortController()
    this.#run(wanted, this.#search.signal, (content, signal) => this.#find(content, signal, wanted, search))
  }

  async #find(
    content: ImageContent,
    signal: AbortSignal,
    { place }: WantedContent,
    search: TextSearch,
  ): Promise<void> {
    const line = await findLine(openContent(content, place, { signal }), search)
    if (!signal.aborted) perform(this.#store, receiveMatch, search, line)
  }

  #run(
    wanted: WantedContent,
    signal: AbortSignal,
    read: (content: ImageContent, signal: AbortSignal) => Promise<void>,
  ): void {
    const either = AbortSignal.any([signal, this.#ended])
    this.#open(wanted.file.image)
      .then(content => read(content, either))
      .catch((error: unknown) => {
        if (either.aborted) return
        if (!(error instanceof LayerscopeError)) this.#fail(error)
        else perform(this.#store, failContent, wanted.file, sentence(explain(error.fault)))
      })
  }
}

/** Faults of one line begin as what follows a colon. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isSameFile(one: WantedContent | null, other: WantedContent | null): boolean {
  return one?.file === other?.file && one?.place.tree === other?.place.tree
}

async function collect(
  content: ImageContent,
  { place }: WantedContent,
  options: { readonly signal: AbortSignal; readonly start: number; readonly end: number },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, options.end - options.start))
  let filled = 0
  for await (const chunk of openContent(content, place, options)) {
    bytes.set(chunk.subarray(0, bytes.length - filled), filled)
    filled += chunk.length
  }
  return bytes.subarray(0, filled)
}
