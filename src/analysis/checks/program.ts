import type { Finding } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { nodeName, nodePath } from '../../tree/overlay.ts'
import { shows, type TreeView, typeOf } from '../../tree/tree-view.ts'
import { execForm } from '../dockerfile-words.ts'
import { type LookUp, shutOut } from '../start/look-up.ts'
import { lastName, type Program, shellScript } from '../start/program-chain.ts'
import type { WorkingDirectory } from '../start/start-place.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, lookedAtOr, startUnknown } from './check.ts'
import { triedWords } from './words.ts'

/** The first word of the process, and what a shell in front of it runs, must be found as the runtime looks for it. */
export const program: Check = {
  name: 'program',
  run(subject) {
    const asked = subject.programs.filter(({ role }) => ROLES.has(role))
    const lookedAt = asked.map(lookedAtWords).join(', ')
    return {
      lookedAt: lookedAtOr(lookedAt, 'no program'),
      findings: asked.flatMap(each => problems(subject, each)),
    }
  },
}

const ROLES: ReadonlySet<Program['role']> = new Set(['process', 'shell', 'command'])

function lookedAtWords({ name, lookUp }: Program): string {
  const text = plainName(name)
  return lookUp.kind === 'found' && lookUp.path !== name
    ? `${text}, which is ${plainName(lookUp.path)}`
    : text
}

function problems(subject: Subject, asked: Program): readonly Finding[] {
  const { lookUp } = asked
  if (lookUp.kind === 'found') return lookUp.byRelativePath ? [relativeWarning(asked, lookUp.path)] : []
  if (lookUp.kind === 'notFound') {
    return shutOut(subject.place, lookUp) === undefined ? [missing(subject, asked, lookUp)] : []
  }
  if (lookUp.kind !== 'unknown' || UNUSABLE.has(subject.place.cwd.kind)) return []
  const name = plainName(asked.name)
  return [
    startUnknown(
      asked.role === 'command'
        ? `Whether the shell has ${name} built in is not known; the image has no such file.`
        : `${name} is mounted by the runtime; what it is cannot be known from the image.`,
    ),
  ]
}

/** A WORKDIR nothing starts in is told by its own check. */
const UNUSABLE: ReadonlySet<WorkingDirectory['kind']> = new Set(['notDirectory', 'relative'])

function relativeWarning({ name }: Program, path: TreePath): Finding {
  return finding('relativeSearchPath', 'warning', {
    path,
    message: `"${plainName(name)}" is found only because PATH names a relative directory; runc does not start such a program.`,
    fix: `ENTRYPOINT ${execForm([plainName(path)])}`,
  })
}

type NotFound = Extract<LookUp, { kind: 'notFound' }>

function missing(subject: Subject, asked: Program, { tried }: NotFound): Finding {
  if (asked.role === 'shell') return missingShell(subject, tried)
  const name = plainName(asked.name)
  const namesakes = sameName(subject.place.root.view, asked)
  const where = asked.name.includes('/') ? '' : ` on PATH`
  const message =
    asked.role === 'command'
      ? `The shell is to run "${name}", which does not exist${where}.`
      : `"${name}" does not exist${where}.`
  const [first] = namesakes
  return finding(asked.role === 'command' ? 'missingCommand' : 'missingProgram', 'error', {
    message,
    evidence: [...tried.map(triedWords), ...namesakes.map(path => `${plainName(path)}: exists`)],
    fix:
      first === undefined
        ? `COPY --from=builder ${absolute(name)} ${absolute(name)}`
        : `ENTRYPOINT ${execForm([plainName(first)])}`,
  })
}

function absolute(name: string): string {
  return name.startsWith('/') ? name : `/usr/local/bin/${name.replace(/^.*\//, '')}`
}

function missingShell({ argv, config }: Subject, tried: NotFound['tried']): Finding {
  const script = shellScript(argv, config.shell) ?? ''
  const words = script
    .trim()
    .replace(/^exec\s+/, '')
    .split(/\s+/)
  const isSimple = !/[|&;<>()$`"'\\*?]/.test(script)
  return finding('missingShell', 'error', {
    message: `The command is in shell form, but the image has no ${argv[0] ?? '/bin/sh'} to run it with.`,
    evidence: tried.map(triedWords),
    fix: `ENTRYPOINT ${execForm(isSimple ? words : ['/path/to/program', 'argument'])}`,
  })
}

/** Files of that name elsewhere in the image, the shortest paths first. */
function sameName(view: TreeView, { name }: Program): readonly TreePath[] {
  const wanted = lastName(name)
  const found: TreePath[] = []
  for (let node = 1; node < view.versions.length && wanted !== ''; node++) {
    if (!shows(view, node) || nodeName(view.overlay, node) !== wanted) continue
    if (typeOf(view, node) === 'file') found.push(nodePath(view.overlay, node))
  }
  return found
    .sort((left, right) => left.length - right.length || (left < right ? -1 : 1))
    .slice(0, NAMESAKES)
}

/** More would be a list, not a hint. */
const NAMESAKES = 3
