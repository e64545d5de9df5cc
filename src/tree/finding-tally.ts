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

  /** Counts a finding; `tell` is asked for its words only when they are kept, which a million are not. */
  add(kind: FindingKind, bytes: number | null, tell: () => Told): void {
    const tally = this.kinds.get(kind)
    if (tally !== undefined && tally.kept.length === KEPT_PER_KIND) {
      countOnly(tally, bytes)
      return
    }
    const finding = { kind, bytes, layer: this.layer, ...tell() }
    if (tally === undefined) this.kinds.set(kind, { kept: [finding], more: 0, bytes: null })
    else tally.kept.push(finding)
  }

  /** By kind in the order the kinds were first seen, each kind's findings in the order they were added. */
  list(): readonly Finding[] {
    return [...this.kinds.values()].flatMap(tally =>
      tally.more === 0 ? tally.kept : [...tally.kept, summary(tally, this.layer)],
    )
  }
}

/** What is said of a finding that is kept. */
type Told = Pick<Finding, 'severity' | 'path' | 'message' | 'evidence'>

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

function countOnly(tally: Tally, bytes: number | null): void {
  tally.more++
  if (bytes !== null) tally.bytes = (tally.bytes ?? 0) + bytes
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
