import type { InspectOptions } from '../../image-in-the-making.ts'
import { KnownLayers } from '../../layer/known-layers.ts'
import { askPull } from '../../store/actions/ask-pull.ts'
import { closeOverlay } from '../../store/actions/close-overlay.ts'
import { receiveDifference } from '../../store/actions/compare/receive-difference.ts'
import { showComparison, showTable } from '../../store/actions/compare/show-comparison.ts'
import { awaitImages, openImage } from '../../store/actions/open-image.ts'
import { listImages } from '../../store/actions/pick-image.ts'
import { say } from '../../store/actions/say.ts'
import { planPull, receiveEstimates } from '../../store/actions/table/plan-pull.ts'
import { receiveVersionDifference } from '../../store/actions/viewer/show-version-difference.ts'
import type { ContentDifference } from '../../store/compare-state.ts'
import type { PickerList } from '../../store/picker-state.ts'
import type { PairRequest } from '../../store/selectors/compare/pair-request.ts'
import type { WantedDifference } from '../../store/selectors/viewer/version-pair.ts'
import { perform, type Store, type Transition } from '../../store/store.ts'
import { findBase } from '../base-option.ts'
import type { Call } from '../command.ts'
import type { PullWish } from '../pull-options.ts'
import { inspectOptions } from '../read-options.ts'
import type { ExitCode } from '../surroundings.ts'
import { ContentReader } from './content-reader.ts'
import { imageEvents, manyImagesEvents } from './image-events.ts'
import { readIntoStore, readManyIntoStore } from './image-reader.ts'
import { KeptContents, STANDARD_INPUT } from './kept-contents.ts'
import { sayWhatFailed } from './say-what-failed.ts'
import { TakeOut } from './take-out.ts'
import { TreeSearcher } from './tree-searcher.ts'

/** What is on screen first, and what the picker offers. */
export interface ScreenStart {
  /** None opens the picker, two or more are compared. */
  readonly references: readonly string[]
  /** What is asked of pulling them: then they stand in a table, however few. */
  readonly pull: PullWish
  readonly list: (signal: AbortSignal) => Promise<PickerList>
}

/** The effects the screens may cause. */
export class ScreenSession {
  readonly #call: Call
  readonly #start: ScreenStart
  readonly #store: Store
  readonly #ended: AbortSignal
  readonly #bug = Promise.withResolvers<never>()
  /** Rejects with an error nobody expected while something was read: the program ends with it. */
  readonly broken = this.#bug.promise
  readonly #known = new KnownLayers()
  readonly #contents: KeptContents
  readonly viewContent: ContentReader['want']
  readonly searchTree: TreeSearcher['want']
  readonly lendFile: TakeOut['lend']
  readonly extract: TakeOut['extract']
  readonly #beingRead = new Map<string, Promise<void>>()
  #reading = new AbortController()
  #inputIsRead = false
  #indexProblemTold = false
  #answer: ((pull: boolean) => void) | undefined

  constructor(call: Call, start: ScreenStart, store: Store, ended: AbortSignal) {
    this.#call = call
    this.#start = start
    this.#store = store
    this.#ended = ended
    this.#contents = new KeptContents(call, ended)
    const open = (image: string) => this.#contents.of(image, store.getState().images)
    this.viewContent = new ContentReader(store, open, ended, this.#fail).want
    this.searchTree = new TreeSearcher(store, ended, this.#fail).want
    const { machine } = call.surroundings
    const takeOut = new TakeOut({ store, open, machine, ended, fail: this.#fail })
    this.lendFile = takeOut.lend
    this.extract = takeOut.extract
    this.broken.catch(() => undefined) // it may happen before anybody listens
  }

  begin(): void {
    const [reference, ...more] = this.#start.references
    perform(this.#store, planPull, { ...this.#start.pull, estimates: new Map() })
    if (reference === undefined) this.listImages()
    else if (more.length === 0) this.open(reference)
    else this.#show(this.#start.references, this.#start.pull.isAsked ? showTable : showComparison)
  }

  readonly open = (reference: string): void => {
    if (!this.#mayRead(reference)) return
    const signal = this.#beginReading()
    perform(this.#store, openImage, reference)
    this.#readKeys([reference], this.#read(reference, signal))
  }

  readonly compare = (references: readonly string[]): void => this.#show(references, showComparison)

  /** Reads what is not read yet, and what nodes hold, and puts it on screen. */
  #show(references: readonly string[], show: Transition<[keys: readonly string[]]>): void {
    const { images, pull } = this.#store.getState()
    const wanted = new Set([...references, ...(pull.have === null ? [] : [pull.have])])
    const missing = [...wanted].filter(
      reference => images.get(reference)?.kind !== 'ready' && !this.#beingRead.has(reference),
    )
    this.#readMissing(missing, AbortSignal.any([this.#reading.signal, this.#ended]))
    perform(this.#store, show, references)
  }

  readonly readAgain = (references: readonly string[]): void => {
    this.#readMissing(references, this.#beginReading())
  }

  readonly readDifference = (request: PairRequest): void => {
    const tell = (difference: ContentDifference) =>
      perform(this.#store, receiveDifference, request, difference)
    tell({ kind: 'reading' })
    this.#contents.compare(request, this.#store.getState().images).then(tell, this.#fail)
  }

  readonly compareVersions = (wanted: WantedDifference): void => {
    const tell = (difference: ContentDifference) =>
      perform(this.#store, receiveVersionDifference, wanted.file, difference)
    this.#contents.compare(wanted, this.#store.getState().images).then(tell, this.#fail)
  }

  /** Standard input passes once. */
  #mayRead(reference: string): boolean {
    if (reference !== STANDARD_INPUT) return true
    const may = !this.#inputIsRead
    this.#inputIsRead = true
    if (!may)
      perform(this.#store, say, 'Standard input was read already, and can be read only once.', 'problem')
    return may
  }

  /** What was being read before is of no use any more. */
  #beginReading(): AbortSignal {
    this.#reading.abort()
    this.#reading = new AbortController()
    this.#beingRead.clear()
    return AbortSignal.any([this.#reading.signal, this.#ended])
  }

  #readMissing(references: readonly string[], signal: AbortSignal): void {
    const keys = references.filter(reference => this.#mayRead(reference))
    if (keys.length === 0) return
    perform(this.#store, awaitImages, keys)
    this.#readKeys(keys, this.#readMany(keys, signal))
  }

  /** Remembers what is being read as long as it is. */
  #readKeys(keys: readonly string[], reading: Promise<void>): void {
    const beingRead = this.#beingRead
    for (const key of keys) beingRead.set(key, reading)
    const done = () => {
      for (const key of keys) if (beingRead.get(key) === reading) beingRead.delete(key)
    }
    reading.then(done, this.#fail)
    reading.then(this.#tellIndexProblem, () => undefined)
    if (this.#start.pull.estimate)
      reading.then(
        () => perform(this.#store, receiveEstimates, this.#known.gzipSizes()),
        () => undefined,
      )
  }

  /** Once: the image is here, but will have to be read again next time. */
  readonly #tellIndexProblem = async (): Promise<void> => {
    const { index } = this.#call
    if (index === null || this.#indexProblemTold) return
    await index.settled()
    if (index.problem === null || this.#ended.aborted) return
    this.#indexProblemTold = true
    const text = `The index of read layers cannot be written (${index.problem}): next time they are read again.`
    perform(this.#store, say, text, 'problem')
  }

  readonly listImages = (): void => {
    this.#start.list(this.#ended).then(list => perform(this.#store, listImages, list), this.#fail)
  }

  /** An error that is only the answer to having quit is none. */
  readonly #fail = (error: unknown): void => {
    if (!this.#ended.aborted) this.#bug.reject(error)
  }

  readonly answerPull = (pull: boolean): void => {
    perform(this.#store, closeOverlay)
    this.#answer?.(pull)
    this.#answer = undefined
  }

  async farewell(): Promise<ExitCode> {
    await this.#contents[Symbol.asyncDispose]()
    return sayWhatFailed(this.#store.getState(), this.#call.surroundings.stderr)
  }

  async #read(reference: string, signal: AbortSignal): Promise<void> {
    const events = imageEvents(reference, this.#call, () => this.#options(signal))
    await readIntoStore(this.#store, reference, events, signal)
  }

  async #options(signal: AbortSignal): Promise<InspectOptions> {
    const base = await findBase(this.#call)
    const own = { signal, pull: this.#pullPolicy(), known: this.#known, base }
    return { ...inspectOptions(this.#call), ...own, measureGzip: this.#start.pull.estimate }
  }

  async #readMany(references: readonly string[], signal: AbortSignal): Promise<void> {
    const events = manyImagesEvents(references, this.#call, () => this.#options(signal))
    await readManyIntoStore(this.#store, references, events, signal)
  }

  #pullPolicy() {
    if (this.#call.options.pull) return { kind: 'always' } as const
    return { kind: 'ask', ask: this.#ask } as const
  }

  readonly #ask = (reference: string): Promise<boolean> => {
    perform(this.#store, askPull, reference)
    return new Promise(resolve => {
      this.#answer = resolve
    })
  }
}
