import { diskFolders } from '../../content/disk-folder.ts'
import type { ImageContent } from '../../content/open-content.ts'
import { rereadable } from '../../content/rereadable.ts'
import { unpackedBlobs } from '../../content/unpacked-blobs.ts'
import { fail, LayerscopeError } from '../../errors.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { OpenBlobs } from '../../source/blob-store.ts'
import type { ContentDifference } from '../../store/compare-state.ts'
import type { FileAt, PairRequest } from '../../store/selectors/compare/pair-request.ts'
import { isEarlierBuild } from '../../store/selectors/earlier-build.ts'
import type { State } from '../../store/state.ts'
import type { Call } from '../command.ts'
import { openSource } from '../open-source.ts'
import { readOptions } from '../read-options.ts'
import { type ReadableFile, readDifference } from './read-difference.ts'

/** How the command line writes standard input. */
export const STANDARD_INPUT = '-'

/** The contents of images on screen: opened when one is first wanted, kept until the screens are quit. */
export class KeptContents implements AsyncDisposable {
  readonly #call: Call
  readonly #signal: AbortSignal
  readonly #opened = new Map<ImageDocuments, Promise<OpenBlobs>>()

  constructor(call: Call, signal: AbortSignal) {
    this.#call = call
    this.#signal = signal
  }

  /** In which lines a file differs between two of these images, or why that cannot be told. */
  async compare({ a, b }: Pick<PairRequest, 'a' | 'b'>, images: State['images']): Promise<ContentDifference> {
    try {
      const files = [await this.#fileOf(a, images), await this.#fileOf(b, images)] as const
      return await readDifference(...files, this.#signal)
    } catch (error) {
      if (!(error instanceof LayerscopeError)) throw error
      return { kind: 'failed', fault: error.fault }
    }
  }

  /** The contents of an image that was read. */
  async of(image: string, images: State['images']): Promise<ImageContent> {
    const state = images.get(image)
    if (state?.kind !== 'ready') return fail({ kind: 'interrupted' }) // it is being read again
    if (image === STANDARD_INPUT || isEarlierBuild(image)) return fail(GONE)
    const { documents } = state.analysis
    const opened = this.#opened.get(documents) ?? this.#open(image)
    this.#opened.set(documents, opened)
    return { documents, blobs: await opened, limits: this.#call.options.limits }
  }

  async #fileOf({ image, place }: FileAt, images: State['images']): Promise<ReadableFile> {
    return { place, content: await this.of(image, images) }
  }

  async #open(reference: string): Promise<OpenBlobs> {
    const { machine } = this.#call.surroundings
    const options = { ...readOptions(this.#call), signal: this.#signal, pull: { kind: 'never' } as const }
    const source = await openSource(reference, this.#call)
    const folders = diskFolders(machine.variables, machine.home)
    const { blobs } = await rereadable(source, options, folders)
    const { limits } = this.#call.options
    return inTurn(unpackedBlobs(blobs, { folders, limits, signal: this.#signal }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values())
    for (const each of opened) if (each.status === 'fulfilled') await each.value[Symbol.asyncDispose]()
  }
}

/** The same blobs, looked for one after the other: looking may fill a spool, which takes one blob at a time. */
function inTurn(blobs: OpenBlobs): OpenBlobs {
  let last: Promise<unknown> = Promise.resolve()
  return {
    find(name) {
      const found = last.then(() => blobs.find(name))
      last = found.catch(() => undefined)
      return found
    },
    [Symbol.asyncDispose]: () => blobs[Symbol.asyncDispose](),
  }
}

const GONE = {
  kind: 'usage',
  message:
    'this image cannot be read a second time: standard input passes once (layerscope cat - PATH < IMAGE.tar shows a file of it), and the build seen before may be gone.',
} as const
