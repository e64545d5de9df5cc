import type { ElfFact } from '../../image/facts/fact.ts'
import { type DisplayText, displayText } from '../display-name.ts'
import { elfKind, isElf } from './elf-kind.ts'
import { magicKind } from './magic-kind.ts'
import { textKind } from './text-kind.ts'

/** What is looked at of a regular file. */
export interface ContentSample {
  /** Its first bytes, `TEXT_HEAD` of them if there are as many. */
  readonly head: Uint8Array
  /** What was learnt of it while its layer was read; `null` when it is no ELF file, or not known. */
  readonly elf: ElfFact | null
}

/** What a content is, in one line, much as `file` says it: `ELF 64-bit LSB executable, x86-64, statically linked, …`. */
export function contentKind({ head, elf }: ContentSample): DisplayText {
  if (head.length === 0) return displayText('empty')
  if (isElf(head)) return elfKind(head, elf)
  return displayText(magicKind(head) ?? textKind(head) ?? 'data')
}
