import type { Analysis } from '../analysis/analysis.ts'
import { diskFolders } from '../content/disk-folder.ts'
import type { ImageContent } from '../content/open-content.ts'
import { type RereadableSource, rereadable } from '../content/rereadable.ts'
import { unpackedBlobs } from '../content/unpacked-blobs.ts'
import { verifyPlainLayer } from '../content/verify-layer.ts'
import { type ImageTrees, skim } from '../skim.ts'
import type { OpenBlobs } from '../source/blob-store.ts'
import type { Call } from './command.ts'
import { openSource } from './open-source.ts'
import { readFrom } from './read-image.ts'
import { readOptions } from './read-options.ts'

/** An image with its contents within reach until it is disposed of. */
export interface OpenImage<Known extends ImageTrees = Analysis> extends AsyncDisposable {
  readonly analysis: Known
  readonly content: ImageContent
}

/** Reads an image for a command that wants contents; for `'many'` a compressed layer is unpacked once for all of them. */
export async function openImage(reference: string, call: Call, contents: 'one' | 'many'): Promise<OpenImage> {
  const again = await reopen(reference, call)
  const { limits } = call.options
  const { signal } = call.surroundings
  const blobs =
    contents === 'one' ? again.blobs : unpackedBlobs(again.blobs, { folders: folders(call), limits, signal })
  return disposingOnError(blobs, async () => {
    const { analysis } = await readFrom(again.source, reference, call)
    return opened(analysis, blobs, call)
  })
}

/** An image of which one content is wanted. */
export interface GlancedImage extends OpenImage<ImageTrees> {
  /** Checks what was not checked yet of the layer a content came from; after the content, which need not wait. */
  verify(layer: number): Promise<void>
}

/**
 * Opens an image for one content. A plain archive is not read for it, only its headers are; everything else is read
 * as ever, and a compressed layer then unpacked up to the content's place.
 */
export async function glanceAtImage(reference: string, call: Call): Promise<GlancedImage> {
  const again = await reopen(reference, call)
  return disposingOnError(again.blobs, async () => {
    const skimmed = again.seekable ? await skim(again.source, again.blobs, readOptions(call)) : null
    const known = skimmed ?? (await readFrom(again.source, reference, call)).analysis
    const image = opened(known, again.blobs, call)
    const unverified = skimmed !== null && call.options.verify
    return {
      ...image,
      verify: async layer => {
        if (unverified) await verifyPlainLayer(image.content, layer, call.surroundings.signal)
      },
    }
  })
}

async function reopen(reference: string, call: Call): Promise<RereadableSource> {
  return rereadable(await openSource(reference, call), readOptions(call), folders(call))
}

function folders({ surroundings: { machine } }: Call): string[] {
  return diskFolders(machine.variables, machine.home)
}

function opened<Known extends ImageTrees>(analysis: Known, blobs: OpenBlobs, call: Call): OpenImage<Known> {
  const content = { documents: analysis.documents, blobs, limits: call.options.limits }
  return { analysis, content, [Symbol.asyncDispose]: () => blobs[Symbol.asyncDispose]() }
}

async function disposingOnError<Image>(blobs: OpenBlobs, open: () => Promise<Image>): Promise<Image> {
  try {
    return await open()
  } catch (error) {
    await blobs[Symbol.asyncDispose]()
    throw error
  }
}
