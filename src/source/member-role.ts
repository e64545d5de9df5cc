import { compressionOf } from '../stream/sniff.ts'
import { BLOCK, checkChecksum } from '../tar/header-block.ts'

/** What a member of an image archive may be, before any document says. */
export type MemberRole = 'document' | 'layer' | 'other'

/**
 * Guesses from the first block and the name. A tar header has a checksum, so it is looked for before the `{` of a
 * document: a layer's first entry may be called that. An attestation is JSON nobody asks for, and may be large.
 */
export function roleOf(name: string, head: Uint8Array): MemberRole {
  if (isTarBlock(head) || compressionOf(head) !== undefined || head.every(byte => byte === 0)) return 'layer'
  if (isJson(head)) return isDocumentName(name) && !isAttestation(head) ? 'document' : 'other'
  return isLayerName(name) ? 'layer' : 'other'
}

/** Two zero blocks are an empty tar; one full block with a right checksum is the head of one. */
function isTarBlock(head: Uint8Array): boolean {
  return head.length >= BLOCK && checkChecksum(head.subarray(0, BLOCK)) !== 'wrong'
}

function isJson(head: Uint8Array): boolean {
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const first = head.subarray(hasMark ? 3 : 0).find(byte => !BLANKS.has(byte))
  return first === OBJECT || first === LIST
}

const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])
const OBJECT = 0x7b
const LIST = 0x5b

/** Documents stand at the top, in a layer's folder, or among the blobs; the JSON of a root filesystem lies deeper. */
function isDocumentName(name: string): boolean {
  return name.startsWith('blobs/') || name.split('/').length <= 2
}

function isAttestation(head: Uint8Array): boolean {
  return new TextDecoder().decode(head).includes('"https://in-toto.io/')
}

/** Encrypted and damaged layers look like nothing; their names still say what they should be. */
function isLayerName(name: string): boolean {
  return /^blobs\/[^/]+\/[^/]+$|(?:^|\/)layer\.tar$|\.tar$|\.tar\.[a-z0-9]+$|^[0-9a-f]{64}$/.test(name)
}
