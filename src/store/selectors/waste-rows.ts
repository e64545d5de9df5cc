import type { WasteGroup } from '../../analysis/advice/waste-groups.ts'
import { type Advice, adviceOf, findingAbout } from '../../analysis/advise.ts'
import type { Analysis, WasteItem } from '../../analysis/analysis.ts'
import type { Finding } from '../../image/finding.ts'

/** One line of the waste list. */
export type WasteRow =
  /** *Written by → killed by*, and why. */
  | {
      readonly kind: 'group'
      readonly group: WasteGroup
      readonly finding: Finding | undefined
      readonly open: boolean
    }
  | { readonly kind: 'item'; readonly item: WasteItem }
  /** What to do about the group or finding above. */
  | { readonly kind: 'fix'; readonly finding: Finding }
  /** Above the findings that are not about waste. */
  | { readonly kind: 'heading' }
  | { readonly kind: 'finding'; readonly finding: Finding }

/** Wasted bytes, the group with the most first; then what every container sees and should not. */
export function wasteRows(analysis: Analysis, closed: ReadonlySet<string>): readonly WasteRow[] {
  const advice = adviceOf(analysis)
  const groups = advice.groups.flatMap((group): WasteRow[] => {
    const finding = findingAbout(advice, group)
    const open = !closed.has(group.key)
    const inside = open ? insideOf(group, finding) : []
    return [{ kind: 'group', group, finding, open }, ...inside]
  })
  const others = otherFindings(advice)
  const rows = others.flatMap((finding): WasteRow[] => [
    { kind: 'finding', finding },
    { kind: 'fix', finding },
  ])
  return others.length === 0 ? groups : [...groups, { kind: 'heading' }, ...rows]
}

function insideOf({ items }: WasteGroup, finding: Finding | undefined): WasteRow[] {
  const fix: WasteRow[] = finding === undefined ? [] : [{ kind: 'fix', finding }]
  return [...fix, ...items.map((item): WasteRow => ({ kind: 'item', item }))]
}

/** Findings that no group of wasted bytes stands for. */
function otherFindings(advice: Advice): readonly Finding[] {
  const told = new Set(advice.groups.map(group => findingAbout(advice, group)))
  return advice.findings.filter(finding => !told.has(finding))
}
