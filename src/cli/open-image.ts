import type { Analysis } from '../analysis/analysis.ts'
import type { ImageContent } from '../content/open-content.ts'
import { rereadable } from '../content/rereadable.ts'
import { spoolFolders } from '../content/spool.ts'
import { unpackedBlobs } from '../content/unpacked-blobs.ts'
import type { Call } from './command.ts'
import { openSource } from './open-source.ts'
import { readFrom } from './read-image.ts'
import { readOptions } from './read-options.ts'

/** An image that was read, with its contents within reach until it is disposed of. */
export interface OpenImage extends AsyncDisposable {
  readonly analysis: Analysis
  readonly content: ImageContent
}

/**
 * Reads an image for a command that wants contents. `'one'`: of one file, which a compressed layer is unpacked for up
 * to its place; `'many'`: of many, for which it is unpacked once.
 */
export async function openImage(reference: string, call: Call, files: 'one' | 'many'): Promise<OpenImage> {
  const { machine, signal } = call.surroundings
  const options = readOptions(call)
  const folders = spoolFolders(machine.variables, machine.home)
  const again = await rereadable(await openSource(reference, call), options, folders)
  const { limits } = options
  const blobs = files === 'one' ? again.blobs : unpackedBlobs(again.blobs, { folders, limits, signal })
  try {
    const { analysis } = await readFrom(again.source, reference, call)
    const content = { documents: analysis.documents, blobs, limits }
    return { analysis, content, [Symbol.asyncDispose]: () => blobs[Symbol.asyncDispose]() }
  } catch (error) {
    await blobs[Symbol.asyncDispose]()
    throw error
  }
}
