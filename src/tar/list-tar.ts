import { fail } from '../errors.ts'
import { type ByteString, byteString, fromBytes } from '../image/byte-string.ts'
import type { EntryHeader } from '../image/entry.ts'
import type { EntryDemand, TakeDemand, Taken, WalkContext } from './demand.ts'
import { entryHeader } from './entry-header.ts'
import { GID, MAJOR, MINOR, MODE, MTIME, type NumberField, readNumber, UID } from './header-block.ts'
import { tarStructure } from './structure.ts'

/** Bytes from a position: as many as asked for, fewer only at the end of the file. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>

/**
 * The entries of a tar, by reading its headers alone: contents are skipped, so that an archive of gigabytes is listed
 * in a moment. The same walk along the structure as for streams decides what a header means.
 *
 * Faults: `truncated` inside a header, `corrupted`, `limitExceeded`; entries before the damage have been yielded. An
 * entry whose content is cut off is yielded too.
 */
export async function* listTar(
  readAt: ReadAt,
  size: number,
  context: WalkContext,
): AsyncGenerator<EntryHeader, void, undefined> {
  const structure = tarStructure(context)
  let position = 0
  let answer: Taken = { bytes: new Uint8Array(), next: 0 }
  for (let step = structure.next(answer); step.done !== true; step = structure.next(answer)) {
    const demand = step.value
    if (demand.kind === 'take') {
      const bytes = await readAt(position, demand.count)
      if (bytes.length < demand.count) return atEnd(demand, bytes.length, position, context)
      position += demand.count
      answer = { bytes, next: position }
    } else if (demand.kind === 'entry') {
      yield listedEntry(demand)
      position += demand.count
      if (position - demand.padding > size) return
    }
  }
}

/** The file is over: fine before a header, damage inside one. */
function atEnd({ mayEnd, count }: TakeDemand, got: number, position: number, { what }: WalkContext): void {
  if (mayEnd && got === 0) return
  fail({ kind: 'truncated', what, got: position + got, expected: position + count })
}

/** The header's fields as tar-stream would give them; those it would misread are in the notes, and win. */
function listedEntry({ header, notes }: EntryDemand): EntryHeader {
  const number = (field: NumberField): number => readNumber(header, field) ?? 0
  const fields = {
    name: headerName(header),
    linkname: fieldText(header, 157, 100),
    mode: number(MODE),
    uid: number(UID),
    gid: number(GID),
    mtime: new Date(number(MTIME) * 1000),
    devmajor: number(MAJOR),
    devminor: number(MINOR),
  }
  return entryHeader(fields, notes)
}

/** ustar keeps the beginning of a long name apart; GNU and v7 have other things in that place. */
function headerName(header: Uint8Array): ByteString {
  const name = fieldText(header, 0, 100)
  const isUstar = fieldText(header, 257, 6) === 'ustar'
  const prefix = isUstar ? fieldText(header, 345, 155) : ''
  return prefix === '' ? name : byteString(`${prefix}/${name}`)
}

function fieldText(header: Uint8Array, at: number, width: number): ByteString {
  const field = header.subarray(at, at + width)
  const nul = field.indexOf(0)
  return fromBytes(nul === -1 ? field : field.subarray(0, nul))
}
