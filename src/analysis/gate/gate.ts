import type { Finding } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { Analysis } from '../analysis.ts'
import type { ImageComparison } from '../compare/image-comparison.ts'
import type { PlacedRule } from './rule.ts'

/** What growth is measured against: another image, or the figures that were saved of it. */
export interface Baseline {
  /** As the user typed it. */
  readonly reference: string
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
  /** `null` where only figures were saved: then nobody can say *what* grew. */
  readonly analysis: Analysis | null
}

/** What the rules say of one image. */
export interface GateReport {
  readonly analysis: Analysis
  readonly baseline: Baseline | null
  readonly verdict: GateVerdict
  /** In the order of the rules. */
  readonly results: readonly RuleResult[]
  /** Against the baseline, where a rule on growth is broken and its files are known. */
  readonly comparison: ImageComparison | null
}

/** `undecided` outweighs `broken`: who cannot see everything cannot vouch for the rest either. */
export type GateVerdict = 'passed' | 'broken' | 'undecided'

export interface RuleResult extends PlacedRule {
  readonly outcome: Outcome
}

export type Outcome =
  | { readonly kind: 'passed' | 'broken'; readonly actual: Actual }
  /** `why` is a clause: "the transfer size of layer 2 is unknown". */
  | { readonly kind: 'undecided'; readonly why: string }

/** What was found where the rule set its limit. */
export type Actual =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'count'; readonly count: number }
  /** `null`: there is nothing the share could be of. */
  | { readonly kind: 'share'; readonly share: number | null }
  | { readonly kind: 'growth'; readonly before: number; readonly after: number }
  | { readonly kind: 'paths'; readonly paths: readonly MatchedPath[] }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'user'; readonly user: string }

/** A path of the final tree. */
export interface MatchedPath {
  readonly path: TreePath
  /** The layer that wrote it. */
  readonly layer: number
  /** At and beneath it. */
  readonly bytes: number
}
