import type { StoredExtent } from '../image/entry.ts'
import type { BodyVisitor } from '../tar/walk-tar.ts'

/**
 * Shows a sparse file as whoever reads it sees it: the stored stretches at their places, zeros between and after them.
 *
 *   stored  ab cd            extents  2+2, 6+2    length 9
 *   shown   ··ab··cd·        · = zero
 */
export function withHoles(
  extents: readonly StoredExtent[],
  length: number,
  content: BodyVisitor,
): BodyVisitor {
  let shown = 0
  let current = 0
  const showZeros = (until: number): void => {
    for (; shown < until; shown += ZEROS.length) content.write(ZEROS.subarray(0, until - shown))
    shown = until
  }
  return {
    write(chunk) {
      let rest = chunk
      while (rest.length > 0) {
        const extent = extents[current]
        if (extent === undefined) return
        if (shown < extent.offset) showZeros(extent.offset)
        const part = rest.subarray(0, extent.offset + extent.length - shown)
        if (part.length > 0) content.write(part)
        shown += part.length
        rest = rest.subarray(part.length)
        if (shown >= extent.offset + extent.length) current++
      }
    },
    end() {
      if (shown < length) showZeros(length)
      content.end()
    },
  }
}

const ZEROS = new Uint8Array(1024 * 1024)
