import type { LoggedState, LoggedStep } from './build-log.ts'

/** What a line tells of a step; what it leaves out stays as it was. */
export interface StepNews {
  readonly state?: LoggedState
  readonly seconds?: number
}

/** The steps of a log in the order they were first named, found again by a key of the log's own. */
export class StepList {
  readonly #steps: { step: LoggedStep }[] = []
  readonly #byKey = new Map<string, { step: LoggedStep }>()

  /** Names a step; once more under its key only when it says the same. */
  add(key: string, step: LoggedStep): void {
    const known = this.#byKey.get(key)
    if (known?.step.instruction === step.instruction && known.step.stage === step.stage) return
    const held = { step }
    this.#byKey.set(key, held)
    this.#steps.push(held)
  }

  update(key: string, news: StepNews): void {
    const held = this.#byKey.get(key)
    if (held !== undefined) held.step = { ...held.step, ...news }
  }

  get(key: string): LoggedStep | undefined {
    return this.#byKey.get(key)?.step
  }

  get size(): number {
    return this.#steps.length
  }

  all(): readonly LoggedStep[] {
    return this.#steps.map(({ step }) => step)
  }
}
