import type { PlacedRule, Rule, RuleOrigin } from '../../analysis/gate/rule.ts'
import { fail } from '../../errors.ts'
import type { ReadRule } from './read-statement.ts'

/**
 * Which of the rules of several sources hold. Of rules for one thing that of the first source does; rules on paths and
 * findings add up, because a gate that forgets a rule is worse than one too many. Throws a `usage` fault for rules that
 * contradict each other: two limits for one thing in one source, a path both forbidden and required.
 */
export function settleRules(sources: readonly (readonly ReadRule[])[]): PlacedRule[] {
  const settled: ReadRule[] = []
  for (const source of sources) {
    refuseTwoLimits(source)
    const taken = new Set(settled.map(({ slot }) => slot))
    settled.push(...source.filter(({ slot }) => slot === null || !taken.has(slot)))
  }
  const rules = settled.flatMap(({ placed }) => placed ?? [])
  refuseBothWays(rules)
  return rules.filter((placed, at) => rules.findIndex(({ rule }) => isSame(rule, placed.rule)) === at)
}

function refuseTwoLimits(source: readonly ReadRule[]): void {
  const first = new Map<string, ReadRule>()
  for (const read of source) {
    if (read.slot === null) continue
    const before = first.get(read.slot)
    if (before === undefined) first.set(read.slot, read)
    else if (!agree(before, read))
      refusePair(read.from, `${said(before)} and ${said(read)} limit the same thing; keep one.`)
  }
}

function agree(one: ReadRule, other: ReadRule): boolean {
  if (one.placed === null || other.placed === null) return one.placed === other.placed
  return isSame(one.placed.rule, other.placed.rule)
}

/** Whether two rules ask for the same. */
function isSame(one: Rule, other: Rule): boolean {
  if (one.kind === 'efficiency' && other.kind === 'wasteRatio') return isSameShare(1 - one.least, other.most)
  if (one.kind === 'wasteRatio' && other.kind === 'efficiency') return isSameShare(one.most, 1 - other.least)
  if (one.kind === 'path' && other.kind === 'path')
    return one.name === other.name && plainGlob(one.glob) === plainGlob(other.glob)
  return JSON.stringify(one) === JSON.stringify(other)
}

function isSameShare(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-9
}

/** A path that no image can both have and lack. */
function refuseBothWays(rules: readonly PlacedRule[]): void {
  for (const { rule, from } of rules) {
    if (rule.kind !== 'path' || rule.name !== 'forbid-path') continue
    const required = rules.find(
      other =>
        other.rule.kind === 'path' &&
        other.rule.name === 'require-path' &&
        plainGlob(other.rule.glob) === plainGlob(rule.glob),
    )
    if (required !== undefined)
      refusePair(from, `"${rule.glob}" is forbidden here and required by ${place(required.from)}; keep one.`)
  }
}

/** `/bin/sh`, `bin/sh` and `bin/sh/` mean one path; `sh` means any of that name. */
function plainGlob(glob: string): string {
  const trimmed = glob.replace(/(?<=.)\/+$/, '')
  return trimmed.includes('/') ? `/${trimmed.replace(/^(?:\.?\/)+/, '')}` : trimmed
}

function said({ name, value, from }: ReadRule): string {
  return from.kind === 'file' ? `${name} ${value} (line ${from.line})` : `--${name} ${value}`
}

function place(from: RuleOrigin): string {
  return from.kind === 'option' ? from.option : from.kind === 'file' ? `${from.file}:${from.line}` : from.file
}

function refusePair(from: RuleOrigin, problem: string): never {
  return fail({ kind: 'usage', message: from.kind === 'file' ? `${place(from)}: ${problem}` : problem })
}
