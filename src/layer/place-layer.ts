import { type Fault, LayerscopeError } from '../errors.ts'
import { type Digest, shortDigest } from '../image/digest.ts'
import type { Finding } from '../image/finding.ts'
import type { LayerDescriptor } from '../image/image.ts'
import { mediaTypeFinding } from '../image/media-type.ts'
import type { Layer, UnreadableLayer } from '../tree/layer.ts'
import type { KnownLayer, LayerContent } from './read-layer.ts'
import type { ShelvedBlob } from './shelf.ts'

/**
 * The layer a descriptor means, from the blob found for it. Digest and diffId must be what the documents say: a
 * mismatch makes the layer unreadable, or with `verify` off is a finding (semantics §3).
 */
export function placeLayer(descriptor: LayerDescriptor, blob: ShelvedBlob, verify: boolean): Layer {
  if (blob.kind === 'broken') return unreadableLayer(descriptor, faultOf(blob.error))
  const blobDigest = blob.kind === 'known' ? null : blob.content.blobDigest
  const mismatches = findMismatches(descriptor, blob.content.diffId, blobDigest)
  const [first] = mismatches
  if (verify && first !== undefined) return unreadableLayer(descriptor, first)
  const packing =
    blob.kind === 'known' ? toldPacking(descriptor, blob.content) : readPacking(descriptor, blob.content)
  return readLayerOf(descriptor, blob.content, packing, mismatches)
}

/** A layer that stays closed, and why; the fault names the layer whatever the blob was called while it was read. */
export function unreadableLayer(descriptor: LayerDescriptor, fault: Fault): UnreadableLayer {
  const { index, diffId, digest, mediaType } = descriptor
  const named = 'what' in fault ? { ...fault, what: layerName(descriptor) } : fault
  return { kind: 'unreadable', index, diffId, digest, mediaType, fault: named }
}

/** How a sentence names a layer: `Layer 3 (sha256:1f2e3d4c5b6a)`. */
export function layerName(descriptor: LayerDescriptor): string {
  const id = descriptor.digest ?? descriptor.diffId
  return id === null ? `Layer ${descriptor.index}` : `Layer ${descriptor.index} (${shortDigest(id)})`
}

/** The fault an error carries. Anything that is not ours is a bug and goes on. */
export function faultOf(error: unknown): Fault {
  if (error instanceof LayerscopeError) return error.fault
  throw error
}

type Mismatch = Extract<Fault, { kind: 'digestMismatch' }>

/** `blobDigest`: `null` for a blob that was not read here. */
function findMismatches(descriptor: LayerDescriptor, diffId: Digest, blobDigest: Digest | null): Mismatch[] {
  const what = layerName(descriptor)
  const pairs: [Digest | null, Digest | null][] = [
    [descriptor.digest, blobDigest],
    [descriptor.diffId, diffId],
  ]
  return pairs.flatMap(([expected, actual]) =>
    expected === null || actual === null || expected === actual
      ? []
      : [{ kind: 'digestMismatch', what, expected, actual }],
  )
}

/** How a layer is stored in this source. */
interface Packing {
  readonly digest: Digest | null
  readonly transferBytes: number | null
  readonly findings: readonly Finding[]
}

function readPacking(descriptor: LayerDescriptor, content: LayerContent): Packing {
  const compressed = content.compression !== 'none'
  return {
    digest: compressed ? content.blobDigest : descriptor.digest,
    transferBytes: compressed ? content.blobBytes : null,
    findings: mediaTypeFindings(descriptor, content),
  }
}

/** Of a blob that was not read here: what the documents say. */
function toldPacking({ digest, blobBytes }: LayerDescriptor, { diffId }: KnownLayer): Packing {
  const compressed = digest !== null && digest !== diffId
  return { digest, transferBytes: compressed ? blobBytes : null, findings: [] }
}

function readLayerOf(
  descriptor: LayerDescriptor,
  content: KnownLayer,
  { digest, transferBytes, findings }: Packing,
  mismatches: readonly Mismatch[],
): Layer {
  return {
    kind: 'read',
    index: descriptor.index,
    diffId: content.diffId,
    digest,
    mediaType: descriptor.mediaType,
    transferBytes,
    tree: content.tree,
    facts: content.facts,
    findings: [
      ...mismatches.map(mismatchFinding(descriptor)),
      ...globalHeaderFindings(descriptor, content),
      ...findings,
    ],
  }
}

function mismatchFinding(descriptor: LayerDescriptor): (mismatch: Mismatch) => Finding {
  return ({ expected, actual }) => ({
    kind: 'digestMismatch',
    severity: 'error',
    layer: descriptor.index,
    path: null,
    bytes: null,
    message: `${layerName(descriptor)} is not what its manifest names; shown because of --no-verify.`,
    evidence: [`expected ${expected}`, `found ${actual}`],
  })
}

function globalHeaderFindings(descriptor: LayerDescriptor, content: KnownLayer): Finding[] {
  if (content.globalHeaders === 0) return []
  const count = content.globalHeaders
  return [
    {
      kind: 'globalPaxHeader',
      severity: 'note',
      layer: descriptor.index,
      path: null,
      bytes: null,
      message: `${layerName(descriptor)} holds ${count} global PAX ${count === 1 ? 'header' : 'headers'}, ignored as engines ignore them.`,
      evidence: [],
    },
  ]
}

/** The magic bytes decided how the blob was read; a media type that says otherwise is worth telling. */
function mediaTypeFindings(descriptor: LayerDescriptor, { compression }: LayerContent): Finding[] {
  const finding = mediaTypeFinding(descriptor, compression)
  return finding === null ? [] : [finding]
}
