import type { FindingKind } from '../../image/finding.ts'

/** One condition an image must meet. Unqualified sizes mean *unpacked* (semantics §2). */
export type Rule =
  | { readonly kind: 'bytes'; readonly name: BytesRuleName; readonly most: number }
  | { readonly kind: 'layers'; readonly name: 'max-layers'; readonly most: number }
  /** 0 … 1. */
  | { readonly kind: 'wasteRatio'; readonly name: 'max-waste-ratio'; readonly most: number }
  | { readonly kind: 'efficiency'; readonly name: 'min-efficiency'; readonly least: number }
  | { readonly kind: 'growth'; readonly name: GrowthRuleName; readonly most: GrowthLimit }
  /** A glob on whole paths when it has a slash, on names anywhere when it has none. */
  | { readonly kind: 'path'; readonly name: 'forbid-path' | 'require-path'; readonly glob: string }
  | { readonly kind: 'finding'; readonly name: 'forbid-finding'; readonly finding: FindingKind }
  | { readonly kind: 'nonRoot'; readonly name: 'require-non-root' }
  /** dive's, on dive's own figures: a share for the first and the last, bytes for the other. */
  | { readonly kind: 'dive'; readonly name: DiveRuleName; readonly limit: number }

export type BytesRuleName = 'max-unpacked' | 'max-final' | 'max-transfer' | 'max-layer' | 'max-waste'
export type GrowthRuleName = 'max-growth' | 'max-transfer-growth'
export type DiveRuleName = 'lowestEfficiency' | 'highestWastedBytes' | 'highestUserWastedPercent'
export type RuleName = Rule['name']

/** How much more than the baseline is allowed: bytes, or a share of what the baseline has. */
export type GrowthLimit =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'share'; readonly share: number }

/** Where somebody wrote a rule. */
export type RuleOrigin =
  | { readonly kind: 'option'; readonly option: string }
  /** `line` counts from 1. */
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  /** dive applies some of its rules to everybody whose `.dive-ci` does not say otherwise. */
  | { readonly kind: 'diveDefault'; readonly file: string }

export interface PlacedRule {
  readonly rule: Rule
  readonly from: RuleOrigin
}
