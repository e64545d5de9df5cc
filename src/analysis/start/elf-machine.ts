import type { ElfFact } from '../../image/facts/fact.ts'
import type { Platform } from '../../image/platform.ts'

/** What an ELF file is built for: equal texts run, and load, each other. */
export interface ElfMachine {
  /** As images name it; `machine 93` for what none does. */
  readonly architecture: string
  readonly class: 32 | 64
}

/** How a file built for one machine does on an image's platform. */
export type MachineFit =
  | { readonly kind: 'fits' }
  /** A 64-bit kernel runs it, if it was built or made for it. */
  | { readonly kind: 'compatible'; readonly architecture: string; readonly needs: string }
  | { readonly kind: 'foreign'; readonly architecture: string }
  /** An image architecture without ELF number here. */
  | { readonly kind: 'unknown' }

export function machineOf({ machine, class: bits, littleEndian }: ElfFact): ElfMachine {
  const found = MACHINES.find(
    each => each.machine === machine && each.class === bits && each.littleEndian === littleEndian,
  )
  return { architecture: found?.architecture ?? `machine ${machine}, ${bits} bit`, class: bits }
}

/** Whether the kernel of a platform runs a file. */
export function fitOf(elf: ElfFact, platform: Platform): MachineFit {
  const { architecture } = machineOf(elf)
  if (architecture === platform.architecture) return { kind: 'fits' }
  if (!MACHINES.some(each => each.architecture === platform.architecture)) return { kind: 'unknown' }
  const needs = COMPATIBLE.get(`${architecture} on ${platform.architecture}`)
  return needs === undefined ? { kind: 'foreign', architecture } : { kind: 'compatible', architecture, needs }
}

/** Whether a loader takes a library for the program it loads. */
export function sameMachine(left: ElfFact, right: ElfFact): boolean {
  return (
    left.machine === right.machine && left.class === right.class && left.littleEndian === right.littleEndian
  )
}

/** What 64-bit kernels also run, and what that takes. */
const COMPATIBLE: ReadonlyMap<string, string> = new Map([
  ['386 on amd64', 'a kernel with 32-bit emulation (most have it)'],
  ['x32 on amd64', 'a kernel with the x32 ABI (few have it)'],
  ['arm on arm64', 'a CPU that still runs 32-bit code (many servers do not)'],
  ['ppc on ppc64', 'a kernel with 32-bit emulation'],
])

interface Row extends ElfMachine {
  readonly machine: number
  readonly littleEndian: boolean
  /** As Debian names its directories. */
  readonly triplets: readonly string[]
  /** AT_PLATFORM, what `$PLATFORM` becomes. */
  readonly platform: string
}

// biome-ignore format: one machine per line
const MACHINES: readonly Row[] = [
  row('amd64',    62, 64, true,  'x86_64',     'x86_64-linux-gnu'),
  row('x32',      62, 32, true,  'x86_64',     'x86_64-linux-gnux32'),
  row('386',       3, 32, true,  'i686',       'i386-linux-gnu'),
  row('arm64',   183, 64, true,  'aarch64',    'aarch64-linux-gnu'),
  row('arm',      40, 32, true,  'v7l',        'arm-linux-gnueabihf', 'arm-linux-gnueabi'),
  row('riscv64', 243, 64, true,  'riscv64',    'riscv64-linux-gnu'),
  row('ppc64le',  21, 64, true,  'power8',     'powerpc64le-linux-gnu'),
  row('ppc64',    21, 64, false, 'ppc64',      'powerpc64-linux-gnu'),
  row('ppc',      20, 32, false, 'ppc',        'powerpc-linux-gnu'),
  row('s390x',    22, 64, false, 'z900',       's390x-linux-gnu'),
  row('mips64le',  8, 64, true,  'mips64',     'mips64el-linux-gnuabi64'),
  row('mips64',    8, 64, false, 'mips64',     'mips64-linux-gnuabi64'),
  row('mipsle',    8, 32, true,  'mips',       'mipsel-linux-gnu'),
  row('mips',      8, 32, false, 'mips',       'mips-linux-gnu'),
  row('loong64', 258, 64, true,  'loongarch',  'loongarch64-linux-gnu'),
]

function row(
  architecture: string,
  machine: number,
  bits: 32 | 64,
  littleEndian: boolean,
  platform: string,
  ...triplets: readonly string[]
): Row {
  return { architecture, machine, class: bits, littleEndian, platform, triplets }
}

/** Debian's names of directories for libraries of this machine. */
export function tripletsOf(elf: ElfFact): readonly string[] {
  return rowOf(elf)?.triplets ?? []
}

/** What `$PLATFORM` becomes in a search path. */
export function platformWord(elf: ElfFact): string {
  return rowOf(elf)?.platform ?? ''
}

function rowOf(elf: ElfFact): Row | undefined {
  const { architecture } = machineOf(elf)
  return MACHINES.find(each => each.architecture === architecture)
}
