/** Headers and their padding come in blocks of this many bytes. */
export const BLOCK = 512

/** Where a number stands in a header block, and how wide it is. */
export interface NumberField {
  readonly name: string
  readonly at: number
  readonly width: number
}

export const MODE: NumberField = { name: 'mode', at: 100, width: 8 }
export const UID: NumberField = { name: 'uid', at: 108, width: 8 }
export const GID: NumberField = { name: 'gid', at: 116, width: 8 }
export const SIZE: NumberField = { name: 'size', at: 124, width: 12 }
export const MTIME: NumberField = { name: 'mtime', at: 136, width: 12 }
export const CHECKSUM: NumberField = { name: 'checksum', at: 148, width: 8 }
export const MAJOR: NumberField = { name: 'device major', at: 329, width: 8 }
export const MINOR: NumberField = { name: 'device minor', at: 337, width: 8 }
/** The logical length of a sparse file in an old GNU header. */
export const REAL_SIZE: NumberField = { name: 'real size', at: 483, width: 12 }

const FLAG_AT = 156
const MAGIC_AT = 257

/** What the entry is: one character, `'\0'` in archives from before POSIX. */
export function typeFlag(block: Uint8Array): string {
  return String.fromCharCode(block[FLAG_AT] ?? 0)
}

/** Whether the header's own name ends in a slash (the prefix of ustar stands before it). */
export function nameEndsInSlash(block: Uint8Array): boolean {
  const nul = block.indexOf(0)
  const end = nul === -1 || nul > NAME_WIDTH ? NAME_WIDTH : nul
  return block[end - 1] === SLASH
}

const NAME_WIDTH = 100
const SLASH = 0x2f

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every(byte => byte === 0)
}

/** GNU's own header, the only one with a sparse map in it (`star` uses its type flag for another layout). */
export function isGnuBlock(block: Uint8Array): boolean {
  return GNU_MAGIC.every((byte, index) => block[MAGIC_AT + index] === byte)
}

const GNU_MAGIC = [0x75, 0x73, 0x74, 0x61, 0x72, 0x20, 0x20, 0x00] // 'ustar  \0'

/**
 * Whether the recorded checksum is right. Some early writers summed signed characters; engines accept both, but
 * tar-stream only the unsigned sum.
 */
export function checkChecksum(block: Uint8Array): 'right' | 'signed' | 'wrong' {
  const recorded = readNumber(block, CHECKSUM)
  const unsigned = unsignedSum(block)
  if (recorded === unsigned) return 'right'
  let negative = 0
  for (let at = 0; at < BLOCK; at++) if ((block[at] ?? 0) > 127 && !isInChecksum(at)) negative++
  return recorded === unsigned - 256 * negative ? 'signed' : 'wrong'
}

/** All bytes, those of the checksum itself taken as spaces. */
function unsignedSum(block: Uint8Array): number {
  let sum = CHECKSUM.width * SPACE
  for (let at = 0; at < CHECKSUM.at; at++) sum += block[at] ?? 0
  for (let at = FLAG_AT; at < BLOCK; at++) sum += block[at] ?? 0
  return sum
}

function isInChecksum(at: number): boolean {
  return at >= CHECKSUM.at && at < FLAG_AT
}

const SPACE = 0x20
const ZERO = 0x30
const SEVEN = 0x37

/**
 * Whether the field holds what every reader agrees on: spaces, octal digits, then NULs or spaces to its end.
 * tar-stream reads these right; of the others it gets some wrong (a negative base-256 number is off by one, digits
 * after a NUL are dropped), so they are read here.
 */
export function isPlainOctal(block: Uint8Array, { at, width }: NumberField): boolean {
  const end = at + width
  let index = at
  while (index < end && block[index] === SPACE) index++
  while (index < end && isOctalDigit(block[index])) index++
  while (index < end && isBlank(block[index])) index++
  return index === end
}

/** A number as octal digits or as GNU's base-256; empty is 0; `undefined` when it is neither. */
export function readNumber(block: Uint8Array, { at, width }: NumberField): number | undefined {
  const first = block[at] ?? 0
  if (first >= 0x80) return readBase256(block, at, width)
  let start = at
  let end = at + width
  while (start < end && isBlank(block[start])) start++
  while (end > start && isBlank(block[end - 1])) end--
  let value = 0
  for (let index = start; index < end && block[index] !== 0; index++) {
    const digit = block[index]
    if (!isOctalDigit(digit)) return undefined
    value = value * 8 + digit - ZERO
  }
  return value
}

/** Big-endian two's complement; the first bit marks the form, the second is the sign. Exact up to 2⁵³. */
function readBase256(block: Uint8Array, at: number, width: number): number {
  const first = block[at] ?? 0
  const isNegative = (first & 0x40) !== 0
  const invert = isNegative ? 0xff : 0
  let value = (first ^ invert) & 0x7f
  for (let index = at + 1; index < at + width; index++) value = value * 256 + ((block[index] ?? 0) ^ invert)
  return isNegative ? -value - 1 : value
}

function isOctalDigit(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= ZERO && byte <= SEVEN
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0 || byte === SPACE
}

/** A copy of the header that declares another type and size, in a form tar-stream reads; checksum set anew. */
export function rewriteHeader(block: Uint8Array, flag: string, size: number): Uint8Array {
  const copy = block.slice()
  copy[FLAG_AT] = flag.charCodeAt(0)
  writeSize(copy, size)
  writeOctal(copy, CHECKSUM.at, 6, unsignedSum(copy))
  copy.set([0, SPACE], CHECKSUM.at + 6)
  return copy
}

function writeSize(block: Uint8Array, size: number): void {
  if (size < 8 ** (SIZE.width - 1)) {
    writeOctal(block, SIZE.at, SIZE.width - 1, size)
    block[SIZE.at + SIZE.width - 1] = 0
    return
  }
  let rest = size
  for (let at = SIZE.at + SIZE.width - 1; at > SIZE.at; at--) {
    block[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  block[SIZE.at] = 0x80
}

function writeOctal(block: Uint8Array, at: number, digits: number, value: number): void {
  const text = value.toString(8).padStart(digits, '0')
  for (let index = 0; index < digits; index++) block[at + index] = text.charCodeAt(index)
}
