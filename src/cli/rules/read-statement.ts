import type { PlacedRule, RuleOrigin } from '../../analysis/gate/rule.ts'
import { nearestWord } from '../nearest-word.ts'
import { DIVE_WORDS } from './dive-words.ts'
import { RULE_WORDS } from './rule-words.ts'
import { refuse, type Statement } from './statement.ts'

/** A rule somebody wrote, and understood. */
export interface ReadRule {
  readonly name: string
  readonly value: string
  readonly from: RuleOrigin
  /** `null` for one that was switched off. */
  readonly placed: PlacedRule | null
  /** Of several rules of one slot the one that was found first holds; `null` for rules that add up. */
  readonly slot: string | null
}

/** What a statement means. Throws a `usage` fault that says where the mistake is, and what would be valid. */
export function readRule(statement: Statement): ReadRule {
  const { name, value, isListed, from } = statement
  const words = RULE_WORDS.find(rule => rule.name === name)
  if (words === undefined) return refuse(from, unknownRule(name, RULE_WORDS))
  if (isListed && words.isList !== true) return refuse(from, `${name} takes one value, not a list.`)
  const rule = words.read(value.trim())
  if (typeof rule === 'string') return refuseValue(statement, name, rule)
  const placed = rule === null ? null : { rule, from }
  return { name, value, from, placed, slot: words.isList === true ? null : (words.slot ?? name) }
}

/** The same for a `.dive-ci`. dive reads its keys without regard to case, and newer ones have hyphens. */
export function readDiveRule(statement: Statement): ReadRule {
  const { name, value, isListed, from } = statement
  const words = DIVE_WORDS.find(rule => folded(rule.name) === folded(name))
  if (words === undefined) return refuse(from, unknownRule(name, DIVE_WORDS))
  if (isListed) return refuse(from, `${words.name} takes one value, not a list.`)
  const rule = words.read(value.trim())
  if (typeof rule === 'string') return refuseValue(statement, words.name, rule)
  return { name, value, from, placed: rule === null ? null : { rule, from }, slot: words.name }
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll('-', '')
}

/** `valid` ends the sentence, unless it brought a question of its own. */
function refuseValue({ value, from }: Statement, name: string, valid: string): never {
  const label = from.kind === 'option' ? from.option : name
  return refuse(from, `${label} is "${value}"; it takes ${valid}${valid.endsWith('?') ? '' : '.'}`)
}

function unknownRule(name: string, rules: readonly { readonly name: string }[]): string {
  const names = rules.map(rule => rule.name)
  const near = nearestWord(name, names)
  const hint = near === undefined ? `Rules are ${names.join(', ')}.` : `Did you mean ${near}?`
  return `there is no rule "${name}". ${hint}`
}
