import type { Finding } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { execForm } from '../dockerfile-words.ts'
import { DEFAULT_SHELL, type Program, programChain } from '../start/program-chain.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, lookedAtOr } from './check.ts'
import { triedWords } from './words.ts'

/** HEALTHCHECK runs in the container, as the process does: what it names must be there. */
export const healthcheck: Check = {
  name: 'healthcheck',
  run(subject) {
    const argv = healthArgv(subject)
    if (argv === null) return { lookedAt: lookedAtOr('', 'no HEALTHCHECK'), findings: [] }
    const { place, config } = subject
    const chain = programChain(place, argv, config.shell)
    return { lookedAt: `HEALTHCHECK CMD ${execForm(argv)}`, findings: chain.flatMap(problems).slice(0, 1) }
  },
}

/** What the engine executes; of a script only what surely runs first: up to `||` or `&&`. */
function healthArgv({ config: { healthcheck, shell } }: Subject): readonly string[] | null {
  const [kind, ...words] = healthcheck?.test ?? []
  if (kind === 'CMD') return words
  if (kind !== 'CMD-SHELL') return null
  const [first = ''] = (words[0] ?? '').split(/\|\||&&/)
  return [...(shell.length === 0 ? DEFAULT_SHELL : shell), first.trim()]
}

function problems({ name, lookUp }: Program): Finding[] {
  if (lookUp.kind === 'notFound') {
    const message = `HEALTHCHECK runs ${plainName(name)}, which does not exist: the container is never healthy.`
    return [finding('brokenHealthcheck', 'warning', { message, evidence: lookUp.tried.map(triedWords) })]
  }
  if (lookUp.kind !== 'refused') return []
  const message = `HEALTHCHECK runs ${plainName(lookUp.path)}, which may not be executed: the container is never healthy.`
  return [finding('brokenHealthcheck', 'warning', { path: lookUp.path, message })]
}
