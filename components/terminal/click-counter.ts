import type { MouseEvent } from './terminal-event.ts'

/** Two presses on one cell within this many milliseconds are a double click. */
const DOUBLE_CLICK = 400

/** Tells the second press of a double click from the first; `now` in milliseconds. A third press begins anew. */
export function createClickCounter(): (event: MouseEvent, now: number) => MouseEvent {
  let last: { readonly event: MouseEvent; readonly time: number } | undefined
  return (event, now) => {
    if (event.action !== 'press') return event
    const isSecond = last !== undefined && now - last.time <= DOUBLE_CLICK && isSameSpot(last.event, event)
    last = isSecond ? undefined : { event, time: now }
    return isSecond ? { ...event, clicks: 2 } : event
  }
}

function isSameSpot(one: MouseEvent, other: MouseEvent): boolean {
  return one.button === other.button && one.column === other.column && one.row === other.row
}
