import type { ImageContent } from '../../content/open-content.ts'
import { type RereadableSource, rereadable } from '../../content/rereadable.ts'
import { spoolFolders } from '../../content/spool.ts'
import { fail } from '../../errors.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { Call } from '../command.ts'
import { openSource } from '../open-source.ts'
import { readOptions } from '../read-options.ts'

/** The contents of images on screen: opened when one is first wanted, kept until the screens are quit. */
export class KeptContents implements AsyncDisposable {
  readonly #call: Call
  readonly #signal: AbortSignal
  readonly #opened = new Map<ImageDocuments, Promise<RereadableSource>>()

  constructor(call: Call, signal: AbortSignal) {
    this.#call = call
    this.#signal = signal
  }

  /** The contents of the image of these documents; `null` instead of a reference when it cannot be read again. */
  async of(reference: string | null, documents: ImageDocuments): Promise<ImageContent> {
    if (reference === null) return fail(GONE)
    const opened = this.#opened.get(documents) ?? this.#open(reference)
    this.#opened.set(documents, opened)
    return { documents, blobs: (await opened).blobs, limits: this.#call.options.limits }
  }

  async #open(reference: string): Promise<RereadableSource> {
    const { machine } = this.#call.surroundings
    const options = { ...readOptions(this.#call), signal: this.#signal, pull: { kind: 'never' } as const }
    return rereadable(
      await openSource(reference, this.#call),
      options,
      spoolFolders(machine.variables, machine.home),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values())
    for (const each of opened) if (each.status === 'fulfilled') await each.value.blobs[Symbol.asyncDispose]()
  }
}

const GONE = {
  kind: 'usage',
  message:
    'this image cannot be read a second time: standard input passes once, and the build seen before may be gone.',
} as const
