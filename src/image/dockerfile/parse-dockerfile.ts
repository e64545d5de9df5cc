import { DockerfileParser, type Instruction as ParsedInstruction } from 'dockerfile-ast'
import { fail } from '../../errors.ts'
import type { ArgInstruction, Directives, Dockerfile, Instruction, Stage, Written } from './dockerfile.ts'
import { logicalLine } from './logical-line.ts'
import { readFrom, readInstruction } from './read-instruction.ts'
import { splitHeredocs } from './split-heredocs.ts'

/**
 * A Dockerfile as our own values; `dockerfile-ast` finds where instructions and here-documents begin and end. Throws a
 * `badDockerfile` fault with the line and the reason for what no builder would take. `path` is for messages.
 */
export function parseDockerfile(text: string, path: string): Dockerfile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const parsed = DockerfileParser.parse(lines.join('\n'))
  const escapedBy = parsed.getEscapeCharacter() === '`' ? '`' : '\\'
  const syntax = parsed.getDirectives().find(directive => directive.getName().toLowerCase() === 'syntax')
  const directives: Directives = { syntax: syntax?.getValue() ?? null, escape: escapedBy }
  const written = parsed.getInstructions().map(instruction => writtenIn(instruction, lines, directives))
  return { path, directives, lines, ...inStages(written, { path, escapedBy }) }
}

function writtenIn(
  instruction: ParsedInstruction,
  lines: readonly string[],
  { escape: escapedBy }: Directives,
): Written {
  const { start, end } = instruction.getRange()
  const word = instruction.getInstruction()
  const own = lines.slice(start.line, end.line + 1)
  const { command, heredocs } = HAVE_HEREDOCS.has(word.toUpperCase())
    ? splitHeredocs(own, escapedBy)
    : { command: own, heredocs: [] }
  return {
    line: start.line + 1,
    lastLine: end.line + 1,
    keyword: word.toUpperCase(),
    operands: logicalLine(command, escapedBy).slice(word.length).trim(),
    heredocs,
  }
}

const HAVE_HEREDOCS = new Set(['RUN', 'COPY', 'ADD'])

/** What reading an instruction needs to know of the file. */
export interface Reading {
  readonly path: string
  readonly escapedBy: Directives['escape']
}

function inStages(
  written: readonly Written[],
  reading: Reading,
): Pick<Dockerfile, 'globalArguments' | 'stages'> {
  const globalArguments: ArgInstruction[] = []
  const stages: (Stage & { readonly instructions: Instruction[] })[] = []
  for (const each of written) {
    if (each.keyword === 'FROM') {
      stages.push({ index: stages.length, ...readFrom(each, reading), instructions: [] })
      continue
    }
    const instruction = readInstruction(each, reading)
    const stage = stages.at(-1)
    if (stage !== undefined) stage.instructions.push(instruction)
    else if (instruction.kind === 'arg') globalArguments.push(instruction)
    else return tooEarly(each, reading)
  }
  if (stages.length === 0) {
    const problem = written.length === 0 ? 'there is no instruction in it' : 'there is no FROM in it'
    fail({ kind: 'badDockerfile', path: reading.path, line: 1, problem, valid: FIRST })
  }
  return { globalArguments, stages }
}

function tooEarly({ line, keyword }: Written, { path }: Reading): never {
  return fail({
    kind: 'badDockerfile',
    path,
    line,
    problem: `${keyword} stands before the first FROM`,
    valid: FIRST,
  })
}

const FIRST = 'A Dockerfile begins with FROM, or with ARG and then FROM.'
