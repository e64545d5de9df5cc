import { read } from 'node:fs'
import type { FilePlace } from './file-place.ts'
import { type ReadableFile, readRange, reusedMemory } from './read-range.ts'

/** The bytes of a place, on whatever thread; a chunk stays valid until two more were taken. Faults: `truncated`, `unreadableFile`, `noPermission`. */
export function placeBytes(place: FilePlace): AsyncIterable<Uint8Array> {
  return readRange(fileOf(place.descriptor), place, place, reusedMemory())
}

/** A file handle belongs to one thread; the descriptor under it to the process. */
function fileOf(descriptor: number): ReadableFile {
  return {
    read: (buffer, offset, length, position) =>
      new Promise((resolve, reject) => {
        read(descriptor, buffer, offset, length, position, (error, bytesRead) => {
          if (error === null) resolve({ bytesRead })
          else reject(error)
        })
      }),
  }
}
