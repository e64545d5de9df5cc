import type { ElfReader } from './elf-layout.ts'

/** What the notes of a file tell of its making. */
export interface Notes {
  /** GNU build id in hex. */
  readonly buildId: string | undefined
  /** Go's linker left its own id: the code is Go's, or some of it. */
  readonly go: boolean
}

/** Reads a block of notes; `reader` begins where `notes` do. */
export function parseNotes(notes: Uint8Array, reader: ElfReader, alignment: number): Notes {
  const align = alignment === 8 ? 8 : 4
  let buildId: string | undefined
  let go = false
  let at = 0
  while (at + NOTE_HEADER <= notes.length) {
    const nameEnd = at + NOTE_HEADER + reader.u32(at)
    const from = roundUp(nameEnd, align)
    const end = from + reader.u32(at + 4)
    const owner = String.fromCharCode(
      ...notes.subarray(at + NOTE_HEADER, Math.min(nameEnd, at + NOTE_HEADER + 4)),
    )
    const type = reader.u32(at + 8)
    if (owner === 'GNU\0' && type === NT_GNU_BUILD_ID && end <= notes.length) {
      buildId ??= toHex(notes.subarray(from, Math.min(end, from + LONGEST_BUILD_ID)))
    }
    if (owner === 'Go\0\0' && type === NT_GO_BUILD_ID) go = true
    at = roundUp(end, align)
  }
  return { buildId, go }
}

const NOTE_HEADER = 12
const NT_GNU_BUILD_ID = 3
const NT_GO_BUILD_ID = 4
/** sha1 gives 20 bytes, `--build-id=0x…` what somebody typed. */
const LONGEST_BUILD_ID = 64

function roundUp(at: number, align: number): number {
  return Math.ceil(at / align) * align
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
