import type { ElfFact, GoBuildInfo } from '../../image/facts/fact.ts'
import { type DisplayText, displayName, displayText, joinText } from '../display-name.ts'

export function isElf(head: Uint8Array): boolean {
  return [0x7f, 0x45, 0x4c, 0x46].every((byte, at) => head[at] === byte)
}

/** `ELF 64-bit LSB pie executable, x86-64, dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, stripped`. */
export function elfKind(head: Uint8Array, fact: ElfFact | null): DisplayText {
  if (head.length < 20) return displayText('ELF, cut off inside its header')
  const littleEndian = head[5] !== 2
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const type = header.getUint16(16, littleEndian)
  const machine = header.getUint16(18, littleEndian)
  const form = `ELF ${head[4] === 1 ? '32-bit' : '64-bit'} ${littleEndian ? 'LSB' : 'MSB'} ${typeName(type, fact)}`
  const parts = [form, machineName(machine)].map(displayText)
  return separated([...parts, ...(fact === null ? [] : factParts(fact))])
}

/** The architecture behind an `e_machine`: `x86-64`. */
export function machineName(machine: number): string {
  return MACHINES.get(machine) ?? `machine ${machine}`
}

function typeName(type: number, fact: ElfFact | null): string {
  if (type === SHARED && fact?.soname === null && fact.interpreter !== null) return 'pie executable'
  return TYPES[type] ?? `of type ${type}`
}

const SHARED = 3
const TYPES: Readonly<Record<number, string>> = {
  1: 'relocatable',
  2: 'executable',
  [SHARED]: 'shared object',
  4: 'core file',
}

function factParts({ interpreter, needed, soname, buildId, go, stripped, complete }: ElfFact): DisplayText[] {
  const isDynamic = interpreter !== null || needed.length > 0 || soname !== null
  return [
    displayText(isDynamic ? 'dynamically linked' : 'statically linked'),
    ...(interpreter === null ? [] : [joinText(displayText('interpreter '), displayName(interpreter))]),
    ...(buildId === null ? [] : [displayText(`BuildID${buildId.length === 40 ? '[sha1]' : ''}=${buildId}`)]),
    ...(go === null ? [] : [displayText(goText(go))]),
    ...(stripped === null ? [] : [displayText(stripped ? 'stripped' : 'not stripped')]),
    ...(complete ? [] : [displayText('damaged')]),
  ]
}

/** `Go 1.22.1 of example.org/api v0.3.0`. */
function goText({ version, mainModule, path }: GoBuildInfo): string {
  const release = mainModule?.version === DEVELOPMENT ? '' : (mainModule?.version ?? '')
  const name = mainModule === null ? path : `${mainModule.path} ${release}`.trim()
  const number = version === null ? '' : ` ${version.replace(/^go/, '')}`
  return `Go${number}${name === null ? '' : ` of ${name}`}`
}

/** What Go writes for a module that was built from its working directory. */
const DEVELOPMENT = '(devel)'

/** ELF's numbers (gABI, "e_machine") of what container images are built for, and what strays into them. */
const MACHINES: ReadonlyMap<number, string> = new Map([
  [2, 'SPARC'],
  [3, 'Intel 80386'],
  [8, 'MIPS'],
  [20, 'PowerPC'],
  [21, '64-bit PowerPC'],
  [22, 'IBM S/390'],
  [40, 'ARM'],
  [50, 'IA-64'],
  [62, 'x86-64'],
  [183, 'ARM aarch64'],
  [190, 'NVIDIA CUDA'],
  [243, 'RISC-V'],
  [247, 'eBPF'],
  [258, 'LoongArch'],
])

function separated(parts: readonly DisplayText[]): DisplayText {
  return joinText(...parts.flatMap((part, at) => (at === 0 ? [part] : [COMMA, part])))
}

const COMMA = displayText(', ')
