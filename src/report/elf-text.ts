import type { ElfFact, GoBuildInfo, GoModule } from '../image/facts/fact.ts'
import { machineName } from './content-kind/elf-kind.ts'
import { type DisplayText, displayName, displayText } from './display-name.ts'
import { EMPTY_LINE, type Line, shown, words } from './line.ts'

/**
 * What is known of a program or a library, one fact a line, as `readelf -hld` and `go version -m` would tell it:
 *
 *   architecture   x86-64, 64-bit
 *   linkage        dynamic
 *   interpreter    /lib64/ld-linux-x86-64.so.2
 *   needs          libc.so.6
 */
export function elfText(elf: ElfFact): Line[] {
  return [
    ...facts([
      ['architecture', [displayText(architecture(elf))]],
      ['kind', [displayText(kindOf(elf))]],
      [
        'linkage',
        [displayText(isDynamic(elf) ? 'dynamic' : 'static: it needs nothing of the image to start')],
      ],
      ['interpreter', elf.interpreter === null ? [] : [displayName(elf.interpreter)]],
      ['needs', elf.needed.map(displayName)],
      ['library name', elf.soname === null ? [] : [displayName(elf.soname)]],
      ['RPATH', elf.rpath === null ? [] : [displayName(elf.rpath)]],
      ['RUNPATH', elf.runpath === null ? [] : [displayName(elf.runpath)]],
      ['build id', [displayText(elf.buildId ?? 'none')]],
      ['symbols', [displayText(symbols(elf))]],
    ]),
    ...(elf.complete
      ? []
      : [[words('  Damaged: a part that should be there is not in the file.', 'warning')]]),
    ...(elf.go === null ? [] : [EMPTY_LINE, ...goLines(elf.go)]),
  ]
}

function goLines({ version, path, mainModule, dependencies, settings }: GoBuildInfo): Line[] {
  return facts([
    ['Go', [displayText(version?.replace(/^go/, '') ?? 'version not recorded')]],
    ['package', path === null ? [] : [displayText(path)]],
    ['main module', mainModule === null ? [] : [displayText(moduleText(mainModule))]],
    ['built with', settings.map(([name, value]) => displayText(`${name}=${value}`))],
    ['dependencies', dependencies.map(each => displayText(moduleText(each)))],
  ])
}

function moduleText({ path, version, replacedBy }: GoModule): string {
  const instead = replacedBy === null ? '' : ` => ${replacedBy.path} ${replacedBy.version}`
  return `${path} ${version}${instead}`.trim()
}

function architecture({ machine, class: bits, littleEndian }: ElfFact): string {
  return `${machineName(machine)}, ${bits}-bit${littleEndian ? '' : ', big-endian'}`
}

function kindOf({ type, interpreter, soname }: ElfFact): string {
  if (type === EXECUTABLE) return 'program at a fixed address'
  return interpreter !== null && soname === null ? 'position-independent program' : 'shared object'
}

const EXECUTABLE = 2

function isDynamic({ interpreter, needed }: ElfFact): boolean {
  return interpreter !== null || needed.length > 0
}

function symbols({ stripped }: ElfFact): string {
  if (stripped === null) return 'not known'
  return stripped ? 'stripped' : 'not stripped'
}

/** A name, and its values below each other; a name without values is left out. */
function facts(rows: readonly (readonly [name: string, values: readonly DisplayText[]])[]): Line[] {
  return rows.flatMap(([name, values]) =>
    values.map((value, at) => [words((at === 0 ? name : '').padEnd(NAME_COLUMN), 'heading'), shown(value)]),
  )
}

const NAME_COLUMN = 15
