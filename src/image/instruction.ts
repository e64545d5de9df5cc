import { readableOperands } from './instruction-operands.ts'
import { splitBuildArguments, splitShell } from './shell-prefix.ts'

/** What a history entry says, cleaned for reading. */
export interface Instruction {
  /** `RUN apt-get update`; several lines when it was a here-document. */
  readonly text: string
  /** Values of build arguments the builder recorded with a RUN: `VERSION=1.2`. */
  readonly buildArguments: readonly string[]
  /** False for an instruction that can only change the config (ENV, CMD, USER …); true when it can write, or is unknown. */
  readonly writesFiles: boolean
}

/**
 * Reads `created_by`. Builders record one instruction in very different ways:
 *
 *     docker build            /bin/sh -c apt-get update            /bin/sh -c #(nop)  ENV A=1
 *     with arguments          |1 V=2 /bin/sh -c make
 *     BuildKit                RUN /bin/sh -c apt-get update # buildkit         ENV A=1
 *     Kaniko                  RUN apt-get update
 *     docker import           (empty; comment "Imported from -")
 *     Jib, Bazel, ko, Nix     the tool's own words, or none
 *
 * What no Dockerfile instruction can be recognised in is left as it is, with the comment behind it.
 */
export function readInstruction(createdBy: string, comment: string | null): Instruction {
  const text = createdBy.trim()
  if (text === '') return plain(fromComment(comment))
  if (text.length > LONGEST) return plain(text)
  return readNop(text) ?? readBuildKit(text) ?? readClassicRun(text) ?? plain(withComment(text, comment))
}

/** Longest text looked into, characters. Real ones stay below a few kB; the patterns here are not made for megabytes. */
const LONGEST = 64 * 1024

/** The first line, for a list: a here-document has more. */
export function headline(instruction: string): string {
  const end = instruction.indexOf('\n')
  return end === -1 ? instruction : `${instruction.slice(0, end)} …`
}

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s+|$)/

const WRITERS = new Set(['ADD', 'COPY', 'FROM', 'RUN', 'WORKDIR'])

/** The classic builder ran nothing for this one: `<shell> -c #(nop)  ENV A=1`. */
function readNop(text: string): Instruction | undefined {
  const { command } = splitBuildArguments(text)
  const script = splitShell(command)?.script ?? command
  const nop = /^#\(nop\)\s*/.exec(script)
  return nop === null ? undefined : readKeyword(script.slice(nop[0].length), [])
}

/** An instruction spelled out: by BuildKit, Kaniko, or a person with `docker commit --change`. */
function readBuildKit(text: string): Instruction | undefined {
  return KEYWORD.test(text) ? readKeyword(withoutBuildKitMark(text), []) : undefined
}

function withoutBuildKitMark(text: string): string {
  return text.endsWith(BUILDKIT_MARK) ? text.slice(0, -BUILDKIT_MARK.length).trimEnd() : text
}

const BUILDKIT_MARK = ' # buildkit'

function readClassicRun(text: string): Instruction | undefined {
  const { values, command } = splitBuildArguments(text)
  const script = splitShell(command)?.script
  if (script === undefined) return values.length === 0 ? undefined : readKeyword(`RUN ${command}`, values)
  return script.trim() === '' ? undefined : readKeyword(`RUN ${script}`, values)
}

function readKeyword(text: string, buildArguments: readonly string[]): Instruction {
  const [matched, keyword] = KEYWORD.exec(text) ?? []
  if (matched === undefined || keyword === undefined) return plain(text.trim())
  const operands = text.slice(matched.length)
  if (keyword === 'RUN') return readRun(operands, buildArguments)
  const readable = readableOperands(keyword, operands.trim())
  return { text: `${keyword} ${readable}`.trimEnd(), buildArguments, writesFiles: WRITERS.has(keyword) }
}

/** RUN keeps its options (`--mount=…`); build arguments move behind the command, the shell goes. */
function readRun(operands: string, known: readonly string[]): Instruction {
  const options = /^(?:--\w[\w-]*(?:=\S+)?\s+)*/.exec(operands)?.[0] ?? ''
  const { values, command } = splitBuildArguments(operands.slice(options.length))
  const script = splitShell(command)?.script ?? command
  const buildArguments = [...known, ...values]
  const note = buildArguments.length === 0 ? '' : ` (with ${buildArguments.join(', ')})`
  return {
    text: `RUN ${options.replace(/\s+/g, ' ')}${readableOperands('RUN', script)}${note}`.trimEnd(),
    buildArguments,
    writesFiles: true,
  }
}

function plain(text: string): Instruction {
  return { text, buildArguments: [], writesFiles: true }
}

function fromComment(comment: string | null): string {
  if (comment === null) return '(no instruction)'
  return /^Imported from /i.test(comment) ? 'FROM (imported)' : `(${comment.trim()})`
}

/** Jib and ko write the same words for every layer and say in the comment what is in it. */
function withComment(text: string, comment: string | null): string {
  return comment === null || comment.trim() === '' ? text : `${text} (${comment.trim()})`
}
