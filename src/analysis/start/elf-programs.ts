import type { ElfFact } from '../../image/facts/fact.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { Program } from './program-chain.ts'

/** A program of the chain that is an ELF file; loaders are none of their own. */
export interface ElfProgram {
  readonly program: Program
  readonly path: TreePath
  readonly elf: ElfFact
  /** What the kernel finds for PT_INTERP; `null` for a static program. */
  readonly loader: Program | null
}

export function elfPrograms(programs: readonly Program[]): ElfProgram[] {
  return programs.flatMap((program, at) => {
    const { role, lookUp, format } = program
    if (role === 'loader' || lookUp.kind !== 'found' || format?.kind !== 'elf') return []
    const next = programs[at + 1]
    return [{ program, path: lookUp.path, elf: format.elf, loader: next?.role === 'loader' ? next : null }]
  })
}
