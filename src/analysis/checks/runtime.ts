import { byteString, fromText } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { typeOf } from '../../tree/tree-view.ts'
import { lookUpProgram } from '../start/look-up.ts'
import { shellScript } from '../start/program-chain.ts'
import type { Subject } from '../start/subject.ts'
import { walk } from '../start/walk.ts'
import { type Check, finding, lookedAtOr } from './check.ts'

/** A .jar, .py, .js, .rb or .php file is nothing without what runs it, and that is nothing without the file. */
export const runtime: Check = {
  name: 'runtime',
  run(subject) {
    const words = programWords(subject)
    const files = words.filter(word => RUNTIMES.has(suffixOf(word)) && !word.startsWith('-'))
    return {
      lookedAt: lookedAtOr(files.join(', '), 'no .jar, .py, .js, .rb or .php file'),
      findings: files.flatMap(file => problems(subject, file, words[0] ?? '')),
    }
  },
}

/** What runs a file, and whether it takes the file as its first word. */
const RUNTIMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['jar', ['java']],
  ['py', ['python3', 'python', 'pypy3', 'uv']],
  ['js', ['node', 'nodejs', 'bun', 'deno']],
  ['mjs', ['node', 'nodejs', 'bun', 'deno']],
  ['cjs', ['node', 'nodejs', 'bun']],
  ['rb', ['ruby', 'jruby']],
  ['php', ['php', 'php-fpm', 'frankenphp']],
])

/** The words of the process, or of the script its shell runs as far as that is plain words. */
function programWords({ argv, config }: Subject): readonly string[] {
  const script = shellScript(argv, config.shell)
  if (script === null) return argv
  return /[|&;<>()`"'\\$]/.test(script)
    ? []
    : script
        .trim()
        .replace(/^exec\s+/, '')
        .split(/\s+/)
}

function suffixOf(word: string): string {
  return /\.(\w+)$/.exec(word)?.[1] ?? ''
}

function problems(subject: Subject, file: string, program: string): readonly Finding[] {
  const runtimes = RUNTIMES.get(suffixOf(file)) ?? []
  const name = program.replace(/^.*\//, '').replace(/[\d.]+$/, '')
  const isRun = runtimes.some(each => each.replace(/\d+$/, '') === name)
  if (isRun) return isFile(subject, file) ? [] : [missingFile(subject, file)]
  if (runtimes.some(each => lookUpProgram(subject.place, byteString(each)).kind === 'found')) return []
  const [first = ''] = runtimes
  return [
    finding('missingRuntime', 'warning', {
      message: `The process names ${file}, but the image has no ${runtimes.join(', ')} on PATH.`,
      fix: `FROM ${BASES.get(first) ?? first}`,
    }),
  ]
}

const BASES: ReadonlyMap<string, string> = new Map([
  ['java', 'eclipse-temurin:21-jre'],
  ['python3', 'python:3-slim'],
  ['node', 'node:lts-slim'],
  ['ruby', 'ruby:slim'],
  ['php', 'php:cli'],
])

function isFile({ place }: Subject, file: string): boolean {
  const { root, who, cwd } = place
  if (!file.startsWith('/') && cwd.kind === 'mounted') return true
  const walked = walk(root, fromText(file), cwd.kind === 'present' ? cwd.node : 0, who)
  return walked.kind === 'mounted' || (walked.kind === 'found' && typeOf(root.view, walked.node) === 'file')
}

function missingFile({ place }: Subject, file: string): Finding {
  const where = file.startsWith('/') ? '' : ` in ${place.cwd.path}`
  return finding('missingArgumentFile', 'warning', {
    message: `The process is to run ${file}, which does not exist${where}.`,
  })
}
