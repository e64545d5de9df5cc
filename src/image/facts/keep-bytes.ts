import type { Collector, FileInfo } from './collector.ts'
import type { Fact } from './fact.ts'

/**
 * Keeps a file's content up to `ceiling` bytes and makes a fact of it; `complete` is false when the file was longer.
 */
export function keepBytes(
  file: FileInfo,
  ceiling: number,
  toFact: (bytes: Uint8Array<ArrayBuffer>, complete: boolean) => Fact | undefined,
): Collector {
  const kept = new Uint8Array(Math.min(file.length, ceiling))
  let filled = 0
  return {
    push(chunk) {
      const room = kept.length - filled
      if (room === 0) return
      kept.set(chunk.length <= room ? chunk : chunk.subarray(0, room), filled)
      filled += Math.min(chunk.length, room)
    },
    finish: () => toFact(kept.subarray(0, filled), file.length <= filled),
  }
}
