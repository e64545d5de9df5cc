import type { Finding } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { shutOut } from '../start/look-up.ts'
import type { Program } from '../start/program-chain.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, lookedAtOr, startUnknown } from './check.ts'
import { triedWords } from './words.ts'

/** What a script's `#!` line names must exist, and with `#!/usr/bin/env X` so must X on PATH. */
export const interpreter: Check = {
  name: 'interpreter',
  run(subject) {
    const asked = subject.programs.filter(({ role }) => role === 'shebang' || role === 'env')
    const words = asked.map(({ name, lookUp }) =>
      lookUp.kind === 'found' ? `${plainName(name)}, which is ${plainName(lookUp.path)}` : plainName(name),
    )
    return {
      lookedAt: lookedAtOr(words.join(', ').replaceAll('\r', '\\r'), 'no script'),
      findings: asked.flatMap(each => problems(subject, each)),
    }
  },
}

function problems(subject: Subject, asked: Program): readonly Finding[] {
  const { lookUp, name, askedBy } = asked
  if (lookUp.kind === 'unknown') {
    return [
      startUnknown(
        `The interpreter ${plainName(name)} is mounted by the runtime; what it is cannot be known.`,
      ),
    ]
  }
  if (lookUp.kind !== 'notFound' || shutOut(subject.place, lookUp) !== undefined) return []
  if (name.endsWith('\r') || askedBy === null) return [] // the check of the line itself tells it
  return [missing(asked, askedBy, lookUp.tried.map(triedWords))]
}

function missing({ role, name }: Program, askedBy: TreePath, evidence: readonly string[]): Finding {
  const script = plainName(askedBy)
  const wanted = plainName(name)
  if (role === 'shebang') {
    const message = `The script ${script} is to be run by ${wanted}, which does not exist.`
    return finding('missingInterpreter', 'error', { path: askedBy, message, evidence, fix: install(wanted) })
  }
  const [first = ''] = wanted.split(/\s/)
  if (first !== wanted) {
    return finding('missingInterpreter', 'error', {
      path: askedBy,
      message: `The script ${script} asks env for a program called "${wanted}": without -S the whole line is one name.`,
      evidence,
      fix: `RUN sed -i '1s|env |env -S |' ${script}`,
    })
  }
  const message = `The script ${script} asks env for ${wanted}, which is not on PATH.`
  return finding('missingInterpreter', 'error', { path: askedBy, message, evidence, fix: install(wanted) })
}

/** Where the interpreter comes from, for the usual ones; any other is to be copied. */
function install(wanted: string): string {
  const name = wanted.replace(/^.*\//, '')
  return BASES.get(name.replace(/[\d.]+$/, '')) ?? `COPY --from=builder ${wanted} ${wanted}`
}

const BASES: ReadonlyMap<string, string> = new Map([
  ['bash', 'RUN apk add --no-cache bash, or RUN apt-get install -y bash'],
  ['python', 'FROM python:3-slim'],
  ['node', 'FROM node:lts-slim'],
  ['ruby', 'FROM ruby:slim'],
  ['perl', 'FROM perl:slim'],
  ['php', 'FROM php:cli'],
])
