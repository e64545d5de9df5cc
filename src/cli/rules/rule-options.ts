import { NOTHING, type OptionInfo, oneOf } from '../command.ts'
import { flag, type OptionValues, texts } from '../option-values.ts'
import { FINDING_KINDS, RULE_WORDS, type RuleWords } from './rule-words.ts'
import type { Statement } from './statement.ts'

/** An option for every rule. */
export const RULE_OPTIONS: readonly OptionInfo[] = RULE_WORDS.map(ruleOption)

/** The rules the options of a command line state, in the order of the table. */
export function optionStatements(values: OptionValues): Statement[] {
  return RULE_WORDS.flatMap(words =>
    givenValues(words, values).map((value): Statement => {
      const option = `--${words.name}`
      return { name: words.name, value, isListed: false, from: { kind: 'option', option } }
    }),
  )
}

function ruleOption({ name, placeholder, description }: RuleWords): OptionInfo {
  if (placeholder === null) return { syntax: `--${name}`, description, completes: NOTHING }
  const completes = name === 'forbid-finding' ? oneOf(FINDING_KINDS) : NOTHING
  return { syntax: `--${name} <${placeholder}>`, description, completes, repeats: true }
}

function givenValues({ name, placeholder }: RuleWords, values: OptionValues): readonly string[] {
  const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  if (placeholder === null) return flag(values, key) ? ['true'] : []
  return texts(values, key)
}
