import { fail } from '../../errors.ts'
import { countMistakes } from '../typing-mistakes.ts'
import type {
  ArgName,
  CopyInstruction,
  EnvInstruction,
  Flag,
  FromInstruction,
  Instruction,
  RunInstruction,
  Written,
} from './dockerfile.ts'
import type { Reading } from './parse-dockerfile.ts'
import { jsonWords, plainWords, quotedWords } from './split-words.ts'

/** An instruction of a stage, by its keyword. Throws a `badDockerfile` fault for what is none. */
export function readInstruction(written: Written, reading: Reading): Instruction {
  const { keyword, operands } = written
  if (operands === '' && KEYWORDS.has(keyword)) refuse(written, reading, `${keyword} has no operands`)
  switch (keyword) {
    case 'RUN':
      return readRun(written)
    case 'COPY':
    case 'ADD':
      return readCopy({ ...written, keyword }, reading)
    case 'ARG':
      return { ...written, kind: 'arg', names: quotedWords(operands, reading.escapedBy).map(argName) }
    case 'ENV':
      return readEnv(written, reading)
    case 'WORKDIR':
      return { ...written, kind: 'workdir' }
    case 'USER':
      return { ...written, kind: 'user' }
    case 'SHELL':
      return { ...written, kind: 'shell' }
    case 'ONBUILD':
      return { ...written, kind: 'onbuild', trigger: readTrigger(triggerOf(written), reading) }
    default:
      return CONFIG.has(keyword) ? { ...written, kind: 'config' } : unknown(written, reading)
  }
}

/** `FROM [--platform=P] image [AS name]`. */
export function readFrom(written: Written, reading: Reading): { name: string | null; from: FromInstruction } {
  const { flags, rest } = splitFlags(written.operands)
  const [image, as, name, ...more] = plainWords(rest)
  const isNamed = as?.toUpperCase() === 'AS' && name !== undefined
  if (image === undefined || more.length > 0 || (as !== undefined && !isNamed))
    refuse(
      written,
      reading,
      `FROM takes an image, and AS with a name: found "${beginning(written.operands)}"`,
    )
  const platform = flags.find(flag => flag.name === 'platform')?.value ?? null
  return {
    name: isNamed ? (name?.toLowerCase() ?? null) : null,
    from: { ...written, kind: 'from', image: image ?? '', platform },
  }
}

const CONFIG = new Set([
  'LABEL',
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'VOLUME',
  'STOPSIGNAL',
  'HEALTHCHECK',
  'MAINTAINER',
])
const KEYWORDS = new Set(['RUN', 'COPY', 'ADD', 'ARG', 'ENV', 'WORKDIR', 'USER', 'SHELL', 'ONBUILD', 'LABEL'])
const EVERY_KEYWORD = [...CONFIG, ...KEYWORDS, 'FROM']

function readRun(written: Written): RunInstruction {
  const { flags, rest } = splitFlags(written.operands)
  return { ...written, kind: 'run', flags, command: rest, exec: jsonWords(rest) }
}

function readCopy(written: Written & Pick<CopyInstruction, 'keyword'>, reading: Reading): CopyInstruction {
  const { flags, rest } = splitFlags(written.operands)
  const words = jsonWords(rest) ?? plainWords(rest)
  const destination = words.at(-1)
  if (words.length < 2 || destination === undefined)
    return refuse(written, reading, `${written.keyword} takes at least a source and a destination`)
  const isHeredoc = (word: string) =>
    written.heredocs.some(({ name }) => word.replace(/["']/g, '').replace(/^<<-?/, '') === name)
  const sources = words.slice(0, -1).filter(word => !(word.startsWith('<<') && isHeredoc(word)))
  return { ...written, kind: 'copy', flags, sources, destination }
}

function readEnv(written: Written, reading: Reading): EnvInstruction {
  const words = quotedWords(written.operands, reading.escapedBy)
  const [first = ''] = words
  if (!first.includes('=')) {
    const value = written.operands.slice(first.length).trim()
    if (value === '') refuse(written, reading, `ENV ${beginning(first)} has no value`)
    return { ...written, kind: 'env', variables: [{ name: first, value }] }
  }
  const variables = words.map(argName).map(({ name, value }) => ({ name, value: value ?? '' }))
  return { ...written, kind: 'env', variables }
}

function argName(word: string): ArgName {
  const at = word.indexOf('=')
  return at === -1 ? { name: word, value: null } : { name: word.slice(0, at), value: word.slice(at + 1) }
}

function readTrigger(trigger: Written, reading: Reading): Instruction {
  if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword))
    refuse(trigger, reading, `ONBUILD cannot trigger ${trigger.keyword}`)
  return readInstruction(trigger, reading)
}

/** The instruction behind ONBUILD, on the same lines. */
function triggerOf(written: Written): Written {
  const [word = ''] = plainWords(written.operands)
  return { ...written, keyword: word.toUpperCase(), operands: written.operands.slice(word.length).trim() }
}

function splitFlags(operands: string): { flags: Flag[]; rest: string } {
  const flags: Flag[] = []
  let rest = operands
  for (;;) {
    const [whole, name, value] = /^--([a-z][\w-]*)(?:=(\S*))?(?:\s+|$)/.exec(rest) ?? []
    if (whole === undefined || name === undefined) return { flags, rest }
    flags.push({ name, value: value ?? null })
    rest = rest.slice(whole.length)
  }
}

function unknown(written: Written, reading: Reading): never {
  const near = EVERY_KEYWORD.find(word => countMistakes(written.keyword, word) <= 1)
  const hint = near === undefined ? 'A line begins with FROM, RUN, COPY, …' : `Did you mean ${near}?`
  return refuse(written, reading, `"${beginning(written.keyword)}" is no instruction`, hint)
}

/** The first of a text that may be as long as the file: enough to find it by. */
function beginning(text: string): string {
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text
}

const MOST_QUOTED = 60

function refuse(
  { line }: Written,
  { path }: Reading,
  problem: string,
  valid = 'No builder takes this line; mend it.',
): never {
  return fail({ kind: 'badDockerfile', path, line, problem, valid })
}
