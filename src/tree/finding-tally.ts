import { type ByteString, toText } from '../image/byte-string.ts'
import type { Finding, FindingKind } from '../image/finding.ts'

/**
 * Collects the findings of one layer. A hostile image could give millions of one kind: the first of each kind are kept
 * as they are, the rest become one that counts them and adds their bytes up.
 */
export class FindingTally {
  private readonly kinds = new Map<FindingKind, Tally>()
  private readonly layer: number | null

  constructor(layer: number | null) {
    this.layer = layer
  }

  add(finding: Omit<Finding, 'layer'>): void {
    const tally = this.kinds.get(finding.kind)
    if (tally === undefined) this.kinds.set(finding.kind, newTally({ ...finding, layer: this.layer }))
    else if (tally.kept.length < KEPT_PER_KIND) tally.kept.push({ ...finding, layer: this.layer })
    else countOnly(tally, finding)
  }

  /** By kind in the order the kinds were first seen, each kind's findings in the order they were added. */
  list(): readonly Finding[] {
    return [...this.kinds.values()].flatMap(tally =>
      tally.more === 0 ? tally.kept : [...tally.kept, summary(tally, this.layer)],
    )
  }
}

/** Findings of one kind a layer tells one by one; nobody reads the fifty-first. */
export const KEPT_PER_KIND = 50

/** A name as the plain text of a message; a long one is cut, names of a megabyte are legal in a tar. */
export function plainName(name: ByteString): string {
  const text = toText(name) ?? name
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME)}…`
}

const LONGEST_NAME = 300

/** A number of bytes within a message. */
export function plainBytes(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en-US')} bytes`
}

interface Tally {
  readonly kept: Finding[]
  more: number
  bytes: number | null
}

function newTally(first: Finding): Tally {
  return { kept: [first], more: 0, bytes: null }
}

function countOnly(tally: Tally, finding: Omit<Finding, 'layer'>): void {
  tally.more++
  if (finding.bytes !== null) tally.bytes = (tally.bytes ?? 0) + finding.bytes
}

function summary(tally: Tally, layer: number | null): Finding {
  const [first] = tally.kept
  return {
    kind: first!.kind,
    severity: first!.severity,
    layer,
    path: null,
    bytes: tally.bytes,
    message: `${tally.more.toLocaleString('en-US')} more of this kind in the same layer.`,
    evidence: [],
  }
}
