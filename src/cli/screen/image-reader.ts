import { LayerscopeError } from '../../errors.ts'
import type { InspectEvent } from '../../events.ts'
import type { ManyEvent } from '../../inspect-many.ts'
import { failImage } from '../../store/actions/fail-image.ts'
import { passTime } from '../../store/actions/pass-time.ts'
import { receiveEvent } from '../../store/actions/receive-event.ts'
import { perform, type Store } from '../../store/store.ts'

/** At most ten updates a second: more would be drawn, not seen. */
const UPDATE_MILLISECONDS = 100

/**
 * Reads one image into the store. What is worth a screen of its own (documents, the end) arrives at once, the rest in
 * batches. Ends quietly when the reading is aborted.
 */
export async function readIntoStore(
  store: Store,
  key: string,
  events: AsyncIterable<InspectEvent>,
  signal: AbortSignal,
): Promise<void> {
  const batch = new EventBatch(store, key)
  const clock = setInterval(() => perform(store, passTime, key, performance.now()), CLOCK_MILLISECONDS)
  try {
    for await (const event of events) {
      if (signal.aborted) return
      batch.add(event)
    }
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof LayerscopeError)) throw error
    perform(store, failImage, key, error.fault)
  } finally {
    clearInterval(clock)
    batch.close()
  }
}

/**
 * Reads several images into the store likewise; `keys` are theirs, in the order of `inspectMany`'s sources. One that
 * cannot be shown does not keep the others from it.
 */
export async function readManyIntoStore(
  store: Store,
  keys: readonly string[],
  events: AsyncIterable<ManyEvent>,
  signal: AbortSignal,
): Promise<void> {
  const batches = keys.map(key => new EventBatch(store, key))
  const tick = () =>
    perform(store, state => keys.reduce((next, key) => passTime(next, key, performance.now()), state))
  const clock = setInterval(tick, CLOCK_MILLISECONDS)
  try {
    for await (const { image, event } of events) {
      if (signal.aborted) return
      if (event.kind === 'failed') perform(store, failImage, keys[image] ?? '', event.fault)
      else batches[image]?.add(event)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearInterval(clock)
    for (const batch of batches) batch.close()
  }
}

/** How often a wait is seen to go on. */
const CLOCK_MILLISECONDS = 200

class EventBatch {
  readonly #store: Store
  readonly #key: string
  #events: InspectEvent[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(store: Store, key: string) {
    this.#store = store
    this.#key = key
  }

  add(event: InspectEvent): void {
    this.#events.push(event)
    if (event.kind === 'documents' || event.kind === 'analysed') this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), UPDATE_MILLISECONDS)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const events = this.#events
    this.#events = []
    const now = performance.now()
    perform(this.#store, state =>
      events.reduce((next, event) => receiveEvent(next, this.#key, event, now), state),
    )
  }
}
