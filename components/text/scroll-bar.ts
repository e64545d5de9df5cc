/** The part of a list that is on screen. */
export interface Scroll {
  /** Index of the first visible row. */
  readonly top: number
  /** How many rows fit. */
  readonly visible: number
  readonly total: number
}

/**
 * Which cells of a scroll bar `height` rows high are the thumb: at least one, touching an end only when the list does.
 * `undefined` when everything is visible and there is nothing to scroll.
 */
export function scrollThumb(scroll: Scroll, height: number): { first: number; length: number } | undefined {
  const { top, visible, total } = scroll
  if (total <= visible || height < 1) return undefined
  const length = Math.max(1, Math.min(height - 1, Math.round((height * visible) / total)))
  const room = height - length
  const first = Math.round((room * top) / (total - visible))
  if (top > 0 && first === 0 && room > 0) return { first: Math.min(1, room), length }
  if (top < total - visible && first === room && room > 1) return { first: room - 1, length }
  return { first: Math.min(room, Math.max(0, first)), length }
}
