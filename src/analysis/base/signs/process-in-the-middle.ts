import type { Step } from '../../../image/image.ts'
import type { BaseSign } from '../base-sign.ts'

/**
 * A CMD or ENTRYPOINT with layers behind it: Dockerfiles end with one, so another Dockerfile ended there. Because
 * some do not, it counts only where the process is a mere shell or interpreter, which no service runs, or where a day
 * or more went by until the next step. (Within a build the cache can do that too; hence likely, not more.)
 */
export function processInTheMiddle(steps: readonly Step[]): BaseSign[] {
  return steps.flatMap((step, index) => {
    if (!/^(?:CMD|ENTRYPOINT)\b/.test(step.instruction)) return []
    const said = step.instruction.slice(0, INSTRUCTION_LENGTH)
    if (isInterpreter(step.instruction))
      return [{ steps: index + 1, evidence: `step ${index} is ${said}, and layers follow` }]
    const days = daysBetween(step, steps[index + 1])
    if (days < 1) return []
    const later = days === 1 ? 'a day' : `${days} days`
    return [{ steps: index + 1, evidence: `step ${index} is ${said}, and ${later} later layers follow` }]
  })
}

/** Characters of an instruction a sentence can hold. */
const INSTRUCTION_LENGTH = 60

/** `CMD ["bash"]`, `CMD ["php" "-a"]`, `CMD ["/bin/sh" "-c" "bash"]`: nothing it would run. */
function isInterpreter(instruction: string): boolean {
  const quoted = [...instruction.matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '')
  const words = quoted.length > 0 ? quoted : instruction.split(/\s+/).slice(1)
  const [program, ...rest] = words.filter(word => !word.startsWith('-'))
  if (program === undefined || !INTERPRETERS.test(program)) return false
  return rest.every(word => INTERPRETERS.test(word))
}

const INTERPRETERS =
  /^(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:bash|sh|ash|dash|zsh|node|pypy[\d.]*|python[\d.]*|irb|php|jshell|julia|perl[\d.]*|ghci|iex|erl|R)$/

/** Whole days; 0 where a builder left the time out, or set all to one. */
function daysBetween(step: Step, next: Step | undefined): number {
  const [from, to] = [timeOf(step), timeOf(next)]
  return from === null || to === null ? 0 : Math.floor((to - from) / DAY)
}

function timeOf(step: Step | undefined): number | null {
  const time = Date.parse(step?.created ?? '')
  return time > EARLIEST ? time : null
}

const DAY = 24 * 60 * 60 * 1000
/** Times before there were images are a builder's way to say none. */
const EARLIEST = Date.UTC(2013, 0, 1)
