import { type ByteString, byteString, fromText } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { describe } from '../../tree/tree-view.ts'
import { factAt, knowsFacts } from './image-root.ts'
import { type FoundProgram, type LookUp, lookUpPath, lookUpProgram } from './look-up.ts'
import { envProgram, readShebang, type Shebang } from './shebang.ts'
import { simpleCommand } from './shell-script.ts'
import type { StartPlace } from './start-place.ts'

/**
 * One file the kernel is handed on the way to a running process. Starting `./run` may take several:
 *
 *   process   ./run                      a script with #!/usr/bin/env python3
 *   shebang     /usr/bin/env             an ELF file
 *   loader        /lib64/ld-linux…so.2
 *   env         python3                  found on PATH, an ELF file
 *   loader        /lib64/ld-linux…so.2
 */
export interface Program {
  readonly role: ProgramRole
  /** As it was asked for. */
  readonly name: ByteString
  readonly lookUp: LookUp
  /** Of a found file. */
  readonly format: Format | null
  /** The file that asks for it; `null` for the process itself. */
  readonly askedBy: TreePath | null
}

/**
 * `shell`: the process itself, when it is the shell of a command in shell form · `command`: what that shell runs ·
 * `shebang`, `env`: what a script names · `loader`: the ELF interpreter.
 */
export type ProgramRole = 'process' | 'shell' | 'command' | 'shebang' | 'env' | 'loader'

export type Format =
  | { readonly kind: 'elf'; readonly elf: ElfFact }
  | { readonly kind: 'script'; readonly shebang: Shebang }
  /** Neither: the kernel knows no way to run it. */
  | { readonly kind: 'other'; readonly length: number }
  /** Not kept, or nobody may execute it and so nobody looked. */
  | { readonly kind: 'unknown' }

/** Every program of the process `argv`, in the order the kernel meets them. Empty without a process. */
export function programChain(
  place: StartPlace,
  argv: readonly string[],
  shell: readonly string[],
): Program[] {
  const [name] = argv
  if (name === undefined) return []
  const script = shellScript(argv, shell)
  const first = program(place, script === null ? 'process' : 'shell', fromText(name), null)
  const chain = follow(place, first, 0)
  const command = script === null ? null : simpleCommand(fromText(script))
  if (command === null || first.lookUp.kind !== 'found') return chain
  if (!command.includes('/') && readsProfile(place, argv.slice(0, argv.indexOf(script ?? '')))) return chain
  const second = program(place, 'command', command, first.lookUp.path)
  if (isApplet(first.lookUp, second))
    return [...chain, { ...second, lookUp: { kind: 'unknown', path: command } }]
  return [...chain, ...follow(place, second, 0)]
}

/** The script when `argv` is a command in shell form: the image's SHELL in front, or a usual shell with `-c`. */
export function shellScript(argv: readonly string[], shell: readonly string[]): string | null {
  const configured = shell.length === 0 ? DEFAULT_SHELL : shell
  const script = argv[configured.length]
  if (script !== undefined && configured.every((word, at) => argv[at] === word)) return script
  const [program = '', option, third] = argv
  return option === '-c' && USUAL_SHELL.test(program) ? (third ?? null) : null
}

export const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c']
const USUAL_SHELL = /(?:^|\/)(?:ba|da|a|k|z|mk)?sh$/

/** Whether a shell first reads files that may set another PATH, or define the command. */
function readsProfile({ environment }: StartPlace, shell: readonly string[]): boolean {
  const isLogin = shell.slice(1).some(option => /^(?:-\w*[li]|--login|--rcfile)/.test(option))
  return isLogin || environment.has('BASH_ENV') || environment.has('ENV')
}

/** Busybox' own shell runs its applets without looking for them, depending on how it was built. */
function isApplet(shell: FoundProgram, command: Program): boolean {
  return shell.path.includes('busybox') && !command.name.includes('/') && command.lookUp.kind === 'notFound'
}

function program(place: StartPlace, role: ProgramRole, name: ByteString, askedBy: TreePath | null): Program {
  const isPath = role === 'shebang' || role === 'loader'
  const lookUp = isPath ? lookUpPath(place, name) : lookUpProgram(place, name)
  return { role, name, lookUp, askedBy, format: formatOf(place, lookUp) }
}

function formatOf({ root }: StartPlace, lookUp: LookUp): Format | null {
  if (lookUp.kind !== 'found') return null
  const elf = factAt(root, lookUp.node, 'elf')
  if (elf !== undefined) return { kind: 'elf', elf }
  const script = factAt(root, lookUp.node, 'script')
  if (script !== undefined) return { kind: 'script', shebang: readShebang(script.head) }
  if (!knowsFacts(root, lookUp.node)) return { kind: 'unknown' }
  return { kind: 'other', length: describe(root.view, lookUp.node).length }
}

/** As deep as the kernel follows scripts that name scripts. */
const SCRIPT_DEPTH = 5

function follow(place: StartPlace, first: Program, depth: number): Program[] {
  const { lookUp, format } = first
  if (lookUp.kind !== 'found' || format === null) return [first]
  if (format.kind === 'elf') {
    const { interpreter } = format.elf
    return interpreter === null ? [first] : [first, program(place, 'loader', interpreter, lookUp.path)]
  }
  if (format.kind !== 'script' || format.shebang.kind !== 'interpreter' || depth === SCRIPT_DEPTH)
    return [first]
  const { path, argument } = format.shebang
  const next = program(place, 'shebang', path, lookUp.path)
  const interpreters = follow(place, next, depth + 1)
  if (!/(?:^|\/)env$/.test(path) || argument === null || next.lookUp.kind !== 'found')
    return [first, ...interpreters]
  const target = envProgram(argument)
  if (target.kind === 'unknown') return [first, ...interpreters]
  const asked = program(place, 'env', target.name, lookUp.path)
  return [first, ...interpreters, ...follow(place, asked, depth + 1)]
}

/** The name of a file without what leads there. */
export function lastName(path: ByteString): ByteString {
  return byteString(path.slice(path.lastIndexOf('/') + 1))
}
