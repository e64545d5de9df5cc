import type { LogBuilder, LoggedStep } from './build-log.ts'
import type { LogDialect } from './dialect.ts'
import type { LogLine } from './log-line.ts'
import { StepList } from './step-list.ts'

/**
 * The classic builder and Buildah, one step after the other. They print no seconds: where lines have a time, a step
 * takes until the next one begins.
 *
 *     Step 3/9 : RUN make              STEP 3/9: RUN make
 *      ---> Using cache                --> Using cache 5cc3dbbf
 *      ---> Running in 559888a1f759
 *      ---> e38343224f47               --> 1f6f0dcb8a4
 */
export class ClassicDialect implements LogDialect {
  builder: LogBuilder = 'classic'
  readonly otherSeconds = null
  readonly #steps = new StepList()
  #stage = ''
  #current: { readonly key: string; readonly since: number | null } | null = null

  line({ time, text }: LogLine): void {
    const step = /^(?:\[(\d+)\/\d+\] )?(Step|STEP) (\d{1,6})(?:\/(\d{1,6}))? ?: (.+)$/.exec(text)
    if (step !== null) this.#begin(step, time)
    else if (this.#current !== null) this.#tell(this.#current.key, text, time)
  }

  steps(): readonly LoggedStep[] {
    return this.#steps.all()
  }

  #begin([, , word, number = '', of = '', instruction = '']: RegExpExecArray, time: number | null): void {
    this.#end(time)
    this.builder = word === 'STEP' ? 'buildah' : 'classic'
    const from = /^FROM\s/.test(instruction)
    if (from) this.#stage = /\s+as\s+(\S+)\s*$/i.exec(instruction)?.[1] ?? ''
    if (from) return
    const key = String(this.#steps.size)
    this.#steps.add(key, {
      stage: this.#stage,
      number: Number(number),
      of: Number(of),
      instruction,
      state: 'unfinished',
      seconds: null,
    })
    this.#current = { key, since: time }
  }

  #tell(key: string, text: string, time: number | null): void {
    if (/^ ?--?-> Using cache/.test(text)) this.#steps.update(key, { state: 'cached', seconds: 0 })
    else if (/^ ---> [0-9a-f]{12}$|^--> [0-9a-f]{6,64}$/.test(text)) this.#finish(key)
    else if (
      /^The command .* returned a non-zero code|^Error: building at STEP|^(?:COPY|ADD) failed/.test(text)
    )
      this.#steps.update(key, { state: 'failed' })
    if (/^Successfully built |^COMMIT(?:\s|$)/.test(text)) this.#end(time)
  }

  #finish(key: string): void {
    if (this.#steps.get(key)?.state === 'unfinished') this.#steps.update(key, { state: 'ran' })
  }

  #end(time: number | null): void {
    const current = this.#current
    this.#current = null
    if (current === null || current.since === null || time === null || time < current.since) return
    if (this.#steps.get(current.key)?.state === 'ran')
      this.#steps.update(current.key, { seconds: (time - current.since) / 1000 })
  }
}
