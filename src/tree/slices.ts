/**
 * Work in slices: each step takes a few milliseconds at most, whatever the size of the image, and then whoever drives
 * it decides what happens before the next one. The work itself neither waits nor knows a clock.
 */
export type Slices<Result> = Generator<void, Result, void>

/** The result, all slices one after the other. */
export function atOnce<Result>(slices: Slices<Result>): Result {
  for (let step = slices.next(); ; step = slices.next()) if (step.done === true) return step.value
}

/** Whether a loop of small steps should pause after this one. */
export function isSliceEnd(step: number): boolean {
  return step % STEPS === STEPS - 1
}

/** Visits nodes from the last to the first beneath the root, which comes before all others; so many at a time. */
export function* upToRoot(nodes: number, visit: (from: number, end: number) => void): Slices<void> {
  for (let end = nodes; end > 1; end -= STEPS) {
    visit(Math.max(1, end - STEPS), end)
    yield
  }
}

/** Applying so many entries, the costliest of small steps, takes some three milliseconds. */
const STEPS = 4096
