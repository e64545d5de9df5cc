import { explain } from '../../errors.ts'
import { inspect } from '../../inspect.ts'
import { displayLines } from '../../report/display-name.ts'
import { askPull } from '../../store/actions/ask-pull.ts'
import { closeOverlay } from '../../store/actions/close-overlay.ts'
import { openImage } from '../../store/actions/open-image.ts'
import { listImages } from '../../store/actions/pick-image.ts'
import { say } from '../../store/actions/say.ts'
import { currentImage } from '../../store/selectors/current.ts'
import type { PickerList } from '../../store/state.ts'
import { createLayerscopeStore, perform, type Store } from '../../store/store.ts'
import { findBase } from '../base-option.ts'
import type { Call } from '../command.ts'
import { openSource } from '../open-source.ts'
import { readOptions } from '../read-options.ts'
import type { ExitCode } from '../surroundings.ts'
import { readIntoStore } from './image-reader.ts'
import { takeTerminal } from './take-terminal.ts'

/** What is on screen first, and what the picker offers. */
export interface ScreenStart {
  /** `null` opens the picker. */
  readonly reference: string | null
  readonly list: (signal: AbortSignal) => Promise<PickerList>
}

/**
 * Runs the screens until they are quit. Reading starts before Ink is loaded, and ends with the screens.
 *
 * Exit code 2 when the image that was on screen could not be opened, or not all of it; its fault is then said once
 * more where the shell keeps it.
 */
export async function runScreens(call: Call, start: ScreenStart): Promise<ExitCode> {
  const { terminal, theme } = await takeTerminal(call, start.reference ?? 'layerscope')
  const store = createLayerscopeStore(terminal.size())
  const ended = new AbortController()
  const session = new ScreenSession(call, start, store, ended.signal)
  session.begin()
  try {
    const { runScreen } = await import('../../../components/main.tsx')
    await Promise.race([
      runScreen({ terminal, theme, store, effects: session, now: Date.now() }),
      session.broken,
    ])
  } finally {
    terminal.close()
    ended.abort()
  }
  return session.farewell()
}

/** How the command line writes standard input. */
const STANDARD_INPUT = '-'

/** The effects the screens may cause. */
class ScreenSession {
  readonly #call: Call
  readonly #start: ScreenStart
  readonly #store: Store
  readonly #ended: AbortSignal
  readonly #bug = Promise.withResolvers<never>()
  /** Rejects with an error nobody expected while something was read: the program ends with it. */
  readonly broken = this.#bug.promise
  #reading = new AbortController()
  #inputIsRead = false
  #answer: ((pull: boolean) => void) | undefined

  constructor(call: Call, start: ScreenStart, store: Store, ended: AbortSignal) {
    this.#call = call
    this.#start = start
    this.#store = store
    this.#ended = ended
    this.broken.catch(() => undefined) // it may happen before anybody listens
  }

  begin(): void {
    if (this.#start.reference === null) this.listImages()
    else this.open(this.#start.reference)
  }

  readonly open = (reference: string): void => {
    if (reference === STANDARD_INPUT && this.#inputIsRead) {
      perform(this.#store, say, 'Standard input was read already, and can be read only once.', 'problem')
      return
    }
    this.#inputIsRead ||= reference === STANDARD_INPUT
    this.#reading.abort()
    this.#reading = new AbortController()
    perform(this.#store, openImage, reference)
    this.#read(reference, AbortSignal.any([this.#reading.signal, this.#ended])).catch(this.#fail)
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
    const image = currentImage(this.#store.getState())
    if (image?.kind === 'ready') return image.analysis.complete ? 0 : 2
    if (image?.kind !== 'failed') return 0
    const { stderr } = this.#call.surroundings
    for (const line of displayLines(`layerscope: ${explain(image.fault)}`)) await stderr.write(`${line}\n`)
    return 2
  }

  async #read(reference: string, signal: AbortSignal): Promise<void> {
    const events = this.#events(reference, signal)
    await readIntoStore(this.#store, reference, events, signal)
  }

  async *#events(reference: string, signal: AbortSignal) {
    const base = await findBase(this.#call)
    const source = await openSource(reference, this.#call)
    const options = { ...readOptions(this.#call), signal, pull: this.#pullPolicy() }
    for await (const event of inspect(source, { ...options, base })) {
      this.#call.log?.event(event)
      yield event
    }
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
