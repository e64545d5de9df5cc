import { LayerscopeError } from '../errors.ts'

/**
 * The same chunks, until the signal fires: then the reader gets the fault `interrupted` at once, even while the
 * source hangs, and the source is told to stop. A signal aborted with a fault passes that fault on.
 */
export async function* abortable(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = bytes[Symbol.asyncIterator]()
  // One listener and one slot, not `Promise.race` with one long-lived promise: each race would leave a reaction on
  // it, millions of them in a large layer.
  let interrupt: (() => void) | undefined
  const onAbort = (): void => interrupt?.()
  signal.addEventListener('abort', onAbort)
  try {
    while (true) {
      const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        interrupt = () => reject(interruption(signal))
        if (signal.aborted) interrupt()
        else source.next().then(resolve, reject)
      })
      if (next.done === true) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Not awaited: a source that hangs in `next()` answers `return()` only after that.
    source.return?.().catch(() => undefined)
  }
}

/** What whoever reads is told when the signal has fired. */
export function interruption(signal: AbortSignal): LayerscopeError {
  if (signal.reason instanceof LayerscopeError) return signal.reason
  return new LayerscopeError({ kind: 'interrupted' }, { cause: signal.reason })
}
