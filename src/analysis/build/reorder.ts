import type {
  CopyInstruction,
  Dockerfile,
  Instruction,
  RunInstruction,
} from '../../image/dockerfile/dockerfile.ts'
import type { ContextFiles } from './build-inputs.ts'
import { INSTALLS, type Install, installsPackagesOnly } from './ecosystems.ts'
import { absolutePath, relativePath } from './posix-path.ts'

/** A Dockerfile with one step earlier, that builds the same. */
export interface Reordered {
  readonly kind: 'dependenciesFirst' | 'packagesFirst'
  /** What is copied first. */
  readonly files: readonly string[]
  /** What then runs before the rest is copied. */
  readonly command: string
  readonly lines: readonly string[]
}

/** Texts of the dependency manifests at the top of the context. */
export type ManifestTexts = ReadonlyMap<string, string>

/**
 * Every order in which a RUN comes before a COPY it does not need whole. Only where nothing else can come of it: the
 * RUN follows the COPY at once, is known to read a few files at most, and those files name no others.
 */
export function reorderings(
  dockerfile: Dockerfile,
  context: ContextFiles,
  texts: ManifestTexts,
): Reordered[] {
  return dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((copy, at) => {
      const next = instructions.slice(at + 1).find(({ kind }) => kind !== 'config')
      if (copy.kind !== 'copy' || next?.kind !== 'run' || !isPlain(copy) || next.heredocs.length > 0)
        return []
      const pair: Pair = { dockerfile, copy, run: next, workdir: workdirAt(instructions, at) }
      return [...dependenciesFirst(pair, context, texts), ...packagesFirst(pair)]
    }),
  )
}

interface Pair {
  readonly dockerfile: Dockerfile
  readonly copy: CopyInstruction
  /** The next instruction that runs anything. */
  readonly run: RunInstruction
  readonly workdir: string
}

/** A COPY of the context with no options but the owner. */
function isPlain({ keyword, flags, heredocs, sources }: CopyInstruction): boolean {
  const isLiteral = [...sources].every(source => !/[$*?[\\]/.test(source))
  return (
    keyword === 'COPY' && heredocs.length === 0 && isLiteral && flags.every(({ name }) => name === 'chown')
  )
}

function workdirAt(instructions: readonly Instruction[], at: number): string {
  return instructions
    .slice(0, at)
    .reduce((now, each) => (each.kind === 'workdir' ? absolutePath(each.operands, now) : now), '/')
}

/** `COPY go.mod go.sum ./` and `RUN go mod download` before `COPY . .`. */
function dependenciesFirst(pair: Pair, context: ContextFiles, texts: ManifestTexts): Reordered[] {
  const { copy, run, workdir, dockerfile } = pair
  const [command = '', ...rest] = run.command.split('&&').map(each => each.trim().replace(/\s+/g, ' '))
  const install = INSTALLS.find(each => each.command.test(command))
  if (install === undefined || run.exec !== null || !takesAll(copy, workdir)) return []
  if (rest.length > 0 && !isSplittable(run.command)) return []
  if (run.flags.some(({ name, value }) => name !== 'mount' || !/(?:^|,)type=cache(?:,|$)/.test(value ?? '')))
    return []
  const files = filesFor(install, command, context, texts)
  if (files === null) return []
  const owner = copy.flags.map(({ name, value }) => `--${name}=${value ?? ''} `).join('')
  const first = `COPY ${owner}${files.join(' ')} ${copy.destination.replace(/\/?$/, '/')}`
  const whole = linesOf(dockerfile, run)
  const flags = run.flags.map(({ name, value }) => `--${name}=${value ?? ''} `).join('')
  const [early, late] =
    rest.length === 0
      ? [whole, []]
      : [[`RUN ${flags}${command}`], [`RUN ${flags}${rest.join(' \\\n && ')}`.split('\n')].flat()]
  const lines = rewrite(dockerfile, copy, run, [first, ...early, ''], late)
  return [{ kind: 'dependenciesFirst', files, command, lines }]
}

/** The whole context, into the directory the command runs in. */
function takesAll({ sources, destination }: CopyInstruction, workdir: string): boolean {
  const [source, ...others] = sources
  const isWhole = source !== undefined && others.length === 0 && relativePath(source) === ''
  return (
    isWhole && absolutePath(destination, workdir).replace(/(.)\/$/, '$1') === workdir.replace(/(.)\/$/, '$1')
  )
}

/** Commands joined by `&&` and nothing a shell would join or set apart in another way. */
function isSplittable(command: string): boolean {
  return !/["'`;|(){}$\\<>]|&&\s*cd\b|\bexport\b|\bset\b/.test(command.replaceAll('&&', '&& '))
}

/** What the command reads; `null`: it could read more, or is not sure to find all. */
function filesFor(
  install: Install,
  command: string,
  context: ContextFiles,
  texts: ManifestTexts,
): string[] | null {
  const names = install.reads(command)
  const files = names.filter(name => context.has(name))
  const isSure =
    files.length > 0 &&
    files[0] === names[0] &&
    files.every(name => texts.has(name) && !install.readsMore.test(texts.get(name) ?? '')) &&
    !install.inTheWay.some(name => context.has(name))
  return isSure ? files : null
}

/** Packages of the distribution before the code: they read nothing of it. */
function packagesFirst({ dockerfile, copy, run, workdir }: Pair): Reordered[] {
  const target = absolutePath(copy.destination, workdir)
  const isApart = /^\/(?:app|src|srv|opt|home|work|workspace|usr\/src|code|build|go\/src)(?:\/|$)/.test(
    target,
  )
  if (!isApart || run.exec !== null || run.flags.length > 0 || !installsPackagesOnly(run.command)) return []
  const command = run.command.replace(/\s+/g, ' ')
  return [
    {
      kind: 'packagesFirst',
      files: [],
      command,
      lines: rewrite(dockerfile, copy, run, linesOf(dockerfile, run), []),
    },
  ]
}

/** The file with lines before the COPY, and others in place of the RUN. */
function rewrite(
  { lines }: Dockerfile,
  copy: CopyInstruction,
  run: RunInstruction,
  before: readonly string[],
  instead: readonly string[],
): string[] {
  return [
    ...lines.slice(0, copy.line - 1),
    ...before,
    ...lines.slice(copy.line - 1, run.line - 1),
    ...instead,
    ...lines.slice(run.lastLine),
  ]
}

function linesOf({ lines }: Dockerfile, { line, lastLine }: Instruction): string[] {
  return lines.slice(line - 1, lastLine)
}
