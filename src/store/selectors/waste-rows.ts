import type { WasteGroup } from '../../analysis/advice/waste-groups.ts'
import { type Advice, adviceOf, findingAbout } from '../../analysis/advise.ts'
import type { Analysis } from '../../analysis/analysis.ts'
import type { WasteItem, WasteItems } from '../../analysis/waste-items.ts'
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

/** Lines of the waste list. There may be a million: those of items are made when they are looked at. */
export class WasteRows {
  readonly length: number
  readonly #parts: readonly Part[]

  constructor(parts: readonly Part[]) {
    this.#parts = parts
    this.length = parts.reduce((sum, part) => sum + lengthOf(part), 0)
  }

  at(index: number): WasteRow | undefined {
    let rest = index
    for (const part of this.#parts) {
      if (rest < part.rows.length) return part.rows[rest]
      const item = part.items?.at(rest - part.rows.length)
      if (item !== undefined) return { kind: 'item', item }
      rest -= lengthOf(part)
    }
    return undefined
  }

  slice(start: number, end: number): WasteRow[] {
    const rows = Array.from({ length: end - start }, (_, at) => this.at(start + at))
    return rows.filter(row => row !== undefined)
  }
}

/** Some lines, and one for each item after them. */
interface Part {
  readonly rows: readonly WasteRow[]
  readonly items: WasteItems | null
}

function lengthOf({ rows, items }: Part): number {
  return rows.length + (items?.length ?? 0)
}

/** Wasted bytes, the group with the most first; then what every container sees and should not. */
export function wasteRows(analysis: Analysis, closed: ReadonlySet<string>): WasteRows {
  const advice = adviceOf(analysis)
  return new WasteRows([
    ...advice.groups.map(group => groupPart(group, findingAbout(advice, group), !closed.has(group.key))),
    ...otherParts(otherFindings(advice)),
  ])
}

function groupPart(group: WasteGroup, finding: Finding | undefined, open: boolean): Part {
  const head: WasteRow = { kind: 'group', group, finding, open }
  if (!open) return { rows: [head], items: null }
  return { rows: finding === undefined ? [head] : [head, { kind: 'fix', finding }], items: group.items }
}

/** Findings that no group of wasted bytes stands for. */
function otherFindings(advice: Advice): readonly Finding[] {
  const told = new Set(advice.groups.map(group => findingAbout(advice, group)))
  return advice.findings.filter(finding => !told.has(finding))
}

function otherParts(findings: readonly Finding[]): Part[] {
  if (findings.length === 0) return []
  const rows = findings.flatMap((finding): WasteRow[] => [
    { kind: 'finding', finding },
    { kind: 'fix', finding },
  ])
  return [{ rows: [{ kind: 'heading' }, ...rows], items: null }]
}
