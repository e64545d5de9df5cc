import type { Finding } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { plainName } from '../../tree/finding-tally.ts'
import type { Program } from '../start/program-chain.ts'
import type { Shebang } from '../start/shebang.ts'
import { type Check, finding, lookedAtOr, startUnknown } from './check.ts'

/** What is no ELF file must be a script that says, in a line the kernel can read, what runs it. */
export const script: Check = {
  name: 'script',
  run({ programs }) {
    const scripts = programs.flatMap(shebangWords)
    return { lookedAt: lookedAtOr(scripts.join(', '), 'no script'), findings: programs.flatMap(problems) }
  },
}

function shebangWords({ lookUp, format }: Program): string[] {
  if (lookUp.kind !== 'found' || format?.kind !== 'script') return []
  const { shebang } = format
  const line =
    shebang.kind === 'interpreter'
      ? `#!${plainName(shebang.path)}${shebang.argument === null ? '' : ` ${plainName(shebang.argument)}`}`
      : 'no readable #! line'
  return [`${plainName(lookUp.path)}: ${line}`]
}

function problems({ lookUp, format, role }: Program): readonly Finding[] {
  if (lookUp.kind !== 'found' || format === null || role === 'loader') return []
  const { path } = lookUp
  if (format.kind === 'unknown')
    return [startUnknown(`What kind of file ${plainName(path)} is was not kept.`, path)]
  if (format.kind === 'other') return [notAProgram(path, format.length)]
  return format.kind === 'script' ? shebangProblems(path, format.shebang, role) : []
}

function notAProgram(path: TreePath, length: number): Finding {
  return finding('notAProgram', 'error', {
    path,
    message: `${plainName(path)} is neither an ELF file nor a script: the kernel refuses it, unless a handler for its kind is registered.`,
    evidence: [`${length} bytes, no ELF header, no #!`],
  })
}

function shebangProblems(path: TreePath, shebang: Shebang, role: Program['role']): readonly Finding[] {
  const name = plainName(path)
  switch (shebang.kind) {
    case 'interpreter':
      return carriageReturn(path, shebang)
    case 'none':
      return SHELL_FALLBACK.has(role) ? [] : [withoutShebang(path)]
    case 'byteOrderMark':
      return [
        broken(
          path,
          `A byte order mark stands in front of the #! of ${name}, so the kernel does not see it.`,
          withoutMark(name),
        ),
      ]
    case 'empty':
      return [broken(path, `The #! line of ${name} names no interpreter.`)]
    case 'tooLong':
      return [broken(path, `The #! line of ${name} is longer than the 256 bytes the kernel reads.`)]
    default:
      return shebang satisfies never
  }
}

/** A shell, and `env` where it is glibc's, run a script without `#!` themselves. */
const SHELL_FALLBACK: ReadonlySet<Program['role']> = new Set(['command', 'env'])

function withoutShebang(path: TreePath): Finding {
  const name = plainName(path)
  return finding('scriptWithoutShebang', 'error', {
    path,
    message: `${name} is a text without a #! line: the kernel does not know what runs it, and no shell stands in.`,
    fix: `RUN sed -i '1i #!/bin/sh' ${name}`,
  })
}

function broken(path: TreePath, message: string, fix?: string): Finding {
  return finding('brokenShebang', 'error', { path, message, ...(fix === undefined ? {} : { fix }) })
}

function withoutMark(name: string): string {
  return `RUN sed -i '1s/^\\xef\\xbb\\xbf//' ${name}`
}

/** `env -S` takes a CR for a blank. */
function splitsItself(interpreter: string, argument: string | null): boolean {
  return /(?:^|\/)env$/.test(interpreter) && argument !== null && /^-v?S|^--split-string/.test(argument)
}

/**
 * The kernel takes the CR of a Windows line end for a part of the interpreter's name, or of its argument. An argument
 * with a CR is refused by shells and Python; what others make of it nobody knows.
 */
function carriageReturn(
  path: TreePath,
  { path: interpreter, argument }: Extract<Shebang, { kind: 'interpreter' }>,
): readonly Finding[] {
  if (!(argument ?? interpreter).endsWith('\r') || splitsItself(interpreter, argument)) return []
  const line = `${plainName(interpreter)}${argument === null ? '' : ` ${plainName(argument)}`}`
  const isSure = argument === null || /(?:^|\/)(?:env|python[\d.]*|\w*sh)$/.test(interpreter)
  return [
    finding('carriageReturn', isSure ? 'error' : 'warning', {
      path,
      message: `The #! line of ${plainName(path)} ends with a carriage return (a Windows line end), so the kernel looks for "${line.replace('\r', '\\r')}".`,
      evidence: [`#!${line.replace('\r', '\\r')}`],
      fix: `RUN sed -i 's/\\r$//' ${plainName(path)}`,
    }),
  ]
}
