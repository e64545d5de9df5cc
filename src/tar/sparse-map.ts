import type { ByteString } from '../image/byte-string.ts'
import type { StoredExtent } from '../image/entry.ts'
import { corrupted, type Place } from './damage.ts'
import { type NumberField, readNumber } from './header-block.ts'
import { type PaxRecords, paxInteger, paxValue } from './pax-records.ts'

/** A sparse file as its writer recorded it. */
export interface SparseFile {
  /** The logical length, bytes. */
  readonly length: number
  /** The stored stretches in file order, none empty. */
  readonly extents: readonly StoredExtent[]
}

/**
 * The stretches, checked as engines check them: in order, apart, inside the file, and together exactly the bytes
 * the tar stores. Anything else would give wrong content silently.
 */
export function sparseFile(
  numbers: readonly number[],
  length: number,
  stored: number,
  place: Place,
): SparseFile {
  const extents: StoredExtent[] = []
  let end = 0
  let sum = 0
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const offset = numbers[at] ?? 0
    const size = numbers[at + 1] ?? 0
    if (size < 0 || offset < end || offset + size > length) {
      corrupted(place, 'the map of a sparse file is out of order or leaves the file')
    }
    end = offset + size
    sum += size
    if (size > 0) extents.push({ offset, length: size })
  }
  if (sum !== stored) corrupted(place, `a sparse file stores ${stored} bytes and its map names ${sum}`)
  return { length, extents }
}

/** How a PAX header says that its entry is sparse (GNU tar manual, "Storing Sparse Files"). */
export type PaxSparse =
  | { readonly map: 'inRecords'; readonly numbers: readonly number[]; readonly length: number | undefined }
  | { readonly map: 'inContent'; readonly length: number | undefined }

/** The sparse format among PAX records; `undefined` for an ordinary file, or a version nobody knows. */
export function paxSparse(records: PaxRecords | undefined, place: Place): PaxSparse | undefined {
  if (records === undefined) return undefined
  const version = `${records.get('GNU.sparse.major') ?? ''}.${records.get('GNU.sparse.minor') ?? ''}`
  const length =
    paxInteger(records, 'GNU.sparse.size', place) ?? paxInteger(records, 'GNU.sparse.realsize', place)
  const map = paxValue(records, 'GNU.sparse.map')
  if (version === '1.0') return { map: 'inContent', length }
  const isVersion0 = version === '0.0' || version === '0.1' || (version === '.' && map !== undefined)
  return isVersion0 ? { map: 'inRecords', numbers: listedNumbers(map, records, place), length } : undefined
}

function listedNumbers(map: ByteString | undefined, records: PaxRecords, place: Place): number[] {
  const numbers = (map ?? '')
    .split(',')
    .filter(part => map !== undefined || part !== '')
    .map(Number)
  const isWhole = numbers.every(number => Number.isSafeInteger(number) && number >= 0)
  if (!isWhole || numbers.length !== 2 * (paxInteger(records, 'GNU.sparse.numblocks', place) ?? -1)) {
    corrupted(place, 'the map of a sparse file is not the list it declares')
  }
  return numbers
}

/** Reads a map that stands in front of the content (format 1.0): numbers a line, filled up to whole blocks. */
export class ContentMap {
  /** The count of stretches, then offset and length of each. */
  readonly #numbers: number[] = []
  #rest = ''

  /** Takes one more block; the offsets and lengths when they are complete. */
  take(block: Uint8Array, place: Place): readonly number[] | undefined {
    const lines = (this.#rest + String.fromCharCode(...block)).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!/^\d{1,15}$/.test(line)) corrupted(place, 'the map of a sparse file has a line that is no number')
      this.#numbers.push(Number(line))
      if (this.#isWhole()) return this.#numbers.slice(1)
    }
    if (this.#rest.length > 15) corrupted(place, 'the map of a sparse file has a line that is no number')
    return undefined
  }

  #isWhole(): boolean {
    const [count = 0] = this.#numbers
    return this.#numbers.length === 1 + 2 * count
  }
}

/** One block's worth of an old GNU map: `count` pairs from `start`, up to the first unused one. */
export function oldGnuStretches(block: Uint8Array, start: number, count: number, place: Place): number[] {
  const numbers: number[] = []
  for (let at = start; at < start + count * PAIR && block[at] !== 0; at += PAIR) {
    for (const field of [stretchField(at), stretchField(at + PAIR / 2)]) {
      numbers.push(
        readNumber(block, field) ??
          corrupted(place, 'the map of a sparse file has no number where one belongs'),
      )
    }
  }
  return numbers
}

const PAIR = 24

function stretchField(at: number): NumberField {
  return { name: 'stretch', at, width: 12 }
}
