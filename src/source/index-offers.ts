import type { Descriptor } from '../image/descriptor-document.ts'
import type { Finding } from '../image/finding.ts'
import { annotatedNames, isAttestation, parseIndex } from '../image/index-document.ts'
import { type Field, parseJsonDocument } from '../image/json-document.ts'
import { shapeOf } from '../image/manifest-document.ts'
import { type Documents, documentDigest } from './documents.ts'
import { manifestContent } from './manifest-content.ts'
import { loadContent, type Offer } from './offer.ts'

export interface IndexOffers {
  readonly offers: readonly Offer[]
  /** Loops, and indexes that are not what their digest says. */
  readonly findings: readonly Finding[]
}

/**
 * Every image an OCI layout's `index.json` leads to. Indexes may nest, name one image under several names, and, when
 * somebody made them so, lead back to themselves; attestations are left out.
 */
export async function indexOffers(
  bytes: Uint8Array,
  documents: Documents,
  verify: boolean,
): Promise<IndexOffers> {
  const walk: Walk = { documents, known: new Map(), findings: [] }
  const leaves: Leaf[] = []
  for (const descriptor of parseIndex(parseJsonDocument(bytes, 'index.json')).manifests) {
    const names = annotatedNames(descriptor)
    const reached = (await leavesOf(descriptor, [], walk)).values()
    for (const leaf of reached) leaves.push({ ...leaf, names: [...names, ...leaf.names] })
  }
  const offers: Offer[] = []
  for (const leaf of byDigest(leaves)) offers.push(await offerOf(leaf, documents, verify))
  return { offers, findings: walk.findings }
}

/** A manifest some index names. */
interface Leaf {
  readonly descriptor: Descriptor
  readonly names: readonly string[]
  /** Digests of the indexes that lead to it, below `index.json`. */
  readonly within: readonly string[]
}

type Leaves = ReadonlyMap<string, Leaf>

interface Walk {
  readonly documents: Documents
  /** Leaves of indexes already walked, by blob: without it, indexes that name each other twice would take for ever. */
  readonly known: Map<string, Leaves>
  readonly findings: Finding[]
}

/** Real indexes nest once. */
const DEEPEST = 16

async function leavesOf(descriptor: Descriptor, above: readonly string[], walk: Walk): Promise<Leaves> {
  if (isAttestation(descriptor)) return new Map()
  const blob = blobPath(descriptor)
  const known = walk.known.get(blob)
  if (known !== undefined) return known
  if (above.includes(blob) || above.length >= DEEPEST) return recordLoop(above, blob, walk)
  const index = await readIndex(descriptor, walk)
  const leaves = new Map<string, Leaf>()
  if (index === undefined) leaves.set(blob, { descriptor, names: [], within: [] })
  for (const child of index === undefined ? [] : parseIndex(index).manifests) {
    for (const [key, leaf] of await leavesOf(child, [...above, blob], walk)) {
      const within = [digestText(descriptor), ...leaf.within]
      leaves.set(key, { ...leaf, names: [...annotatedNames(child), ...leaf.names], within })
    }
  }
  walk.known.set(blob, leaves)
  return leaves
}

/** The index a descriptor leads to; `undefined` when it leads to a manifest, or the document is not here. */
async function readIndex(descriptor: Descriptor, walk: Walk): Promise<Field | undefined> {
  const blob = blobPath(descriptor)
  const bytes = await walk.documents.read(blob)
  if (bytes === undefined) return undefined
  const field = parseJsonDocument(bytes, `index ${blob}`)
  if (shapeOf(field, descriptor.mediaType) !== 'index') return undefined
  const actual = documentDigest(bytes)
  if (descriptor.digest !== null && descriptor.digest !== actual) {
    walk.findings.push({
      ...FINDING,
      kind: 'digestMismatch',
      severity: 'error',
      message: `The index ${blob} is not what index.json names; what it names is checked on its own.`,
      evidence: [`expected ${descriptor.digest}`, `found ${actual}`],
    })
  }
  return field
}

function recordLoop(above: readonly string[], blob: string, walk: Walk): Leaves {
  const evidence = [...above, blob]
  if (!walk.findings.some(({ kind }) => kind === 'indexLoop')) {
    walk.findings.push({
      ...FINDING,
      kind: 'indexLoop',
      severity: 'warning',
      message: above.includes(blob)
        ? `The index ${blob} leads back to itself.`
        : `Indexes nest deeper than ${DEEPEST} levels; the rest was left out.`,
      evidence,
    })
  }
  return new Map()
}

const FINDING = { layer: null, path: null, bytes: null }

/** One manifest under several names is one image. */
function byDigest(leaves: readonly Leaf[]): Leaf[] {
  return [...Map.groupBy(leaves, leaf => blobPath(leaf.descriptor)).values()].flatMap(same => {
    const [first] = same
    if (first === undefined) return []
    const names = [...new Set(same.flatMap(leaf => leaf.names))]
    return [{ ...first, names, within: [...new Set(same.flatMap(leaf => leaf.within))] }]
  })
}

async function offerOf(
  { descriptor, names, within }: Leaf,
  documents: Documents,
  verify: boolean,
): Promise<Offer> {
  const load = () => manifestContent({ descriptor, path: blobPath(descriptor), blobPath }, documents, verify)
  const key = digestText(descriptor)
  return {
    names,
    otherNames: [],
    key,
    within,
    platform: descriptor.platform,
    content: await loadContent(load),
  }
}

function digestText({ name }: Descriptor): string {
  return `${name.algorithm}:${name.encoded}`
}

/** Where an OCI layout keeps a blob. */
function blobPath({ name }: Descriptor): string {
  return `blobs/${name.algorithm}/${name.encoded}`
}
