import { fail } from '../errors.ts'
import { type ByteString, byteString, fromBytes } from '../image/byte-string.ts'
import type { EntryType } from '../image/entry.ts'
import type { EntryDemand, TakeDemand, Taken, WalkContext } from './demand.ts'
import { paxValue } from './pax-records.ts'
import { tarStructure } from './structure.ts'

/** An entry of a tar that can be read at any place. */
export interface ListedEntry {
  readonly name: ByteString
  readonly type: EntryType
  /** Target of a symlink or hard link. */
  readonly linkName: ByteString | undefined
  /** Where its content begins, and how many bytes it should have; the file may end before. */
  readonly offset: number
  readonly stored: number
}

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
): AsyncGenerator<ListedEntry, void, undefined> {
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

function listedEntry({ header, notes }: EntryDemand): ListedEntry {
  const { pax, longName, longLink } = notes.metadata
  const isLink = notes.type === 'symlink' || notes.type === 'hardLink'
  return {
    name: longName ?? paxValue(pax, 'path') ?? headerName(header),
    type: notes.type,
    linkName: isLink ? (longLink ?? paxValue(pax, 'linkpath') ?? fieldText(header, 157, 100)) : undefined,
    offset: notes.offset,
    stored: notes.stored,
  }
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
