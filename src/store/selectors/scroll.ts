/** Rows kept between the cursor and the edge of its pane, as editors do. */
const MARGIN = 2

/**
 * The first visible row: where it was, moved just as far as the cursor (with its margin) needs, and never past the
 * end of the list.
 */
export function scrollTop(top: number, cursor: number, height: number, count: number): number {
  if (height <= 0 || count <= height) return 0
  const margin = Math.min(MARGIN, Math.floor((height - 1) / 2))
  const lowest = cursor + margin - height + 1
  const highest = cursor - margin
  return clamp(clamp(top, lowest, highest), 0, count - height)
}

/** A list scrolled by so many rows: its first visible row, and the cursor, which is taken along at the edges. */
export function scrolledBy(
  rows: number,
  { top, cursor, height, count }: { top: number; cursor: number; height: number; count: number },
): { readonly top: number; readonly cursor: number } {
  const last = Math.max(0, count - height)
  const next = clamp(scrollTop(top, cursor, height, count) + rows, 0, last)
  const margin = Math.min(MARGIN, Math.floor((height - 1) / 2))
  const lowest = next === 0 ? 0 : next + margin
  const highest = next === last ? Math.max(0, count - 1) : next + height - 1 - margin
  return { top: next, cursor: clamp(cursor, lowest, highest) }
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
