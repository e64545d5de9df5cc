import { stat } from 'node:fs/promises'
import type { PlacedRule } from '../../analysis/gate/rule.ts'
import { fail } from '../../errors.ts'
import { DIVE_WORDS } from './dive-words.ts'
import { readRulesFile } from './read-rules-file.ts'
import { type ReadRule, readDiveRule, readRule } from './read-statement.ts'
import { RULE_DOCUMENTS, type RuleDocument, ruleDocument } from './rule-documents.ts'
import { settleRules } from './settle-rules.ts'
import type { Statement } from './statement.ts'

/**
 * The rules to hold an image against: those of the options, then those of `--rules FILE`, or without it those of the
 * files in the working directory. Throws `usage` faults for what is misspelt, contradicts itself, or is no rule at all.
 */
export async function collectRules(
  options: readonly Statement[],
  rulesFile: string | null,
): Promise<PlacedRule[]> {
  const sources: (readonly ReadRule[])[] = [options.map(readRule)]
  if (rulesFile === null) {
    await refuseMisnamed()
    for (const document of RULE_DOCUMENTS) sources.push(await readDocument(document))
  } else sources.push(await readAsked(ruleDocument(rulesFile)))
  const rules = settleRules(sources)
  return rules.length > 0 ? rules : refuseNone(rulesFile)
}

/** A file nobody asked for need not be there. */
async function readDocument(document: RuleDocument): Promise<readonly ReadRule[]> {
  const text = await readRulesFile(document.file)
  return text === null ? [] : readText(document, text)
}

async function readAsked(document: RuleDocument): Promise<readonly ReadRule[]> {
  const text = await readRulesFile(document.file)
  return text === null
    ? fail({ kind: 'missingFile', path: document.file, similar: [] })
    : readText(document, text)
}

async function readText(
  { file, section, dialect }: RuleDocument,
  text: string,
): Promise<readonly ReadRule[]> {
  const isOthers = section.shared > 0 && !text.includes(section.keys[0] ?? '')
  if (isOthers) return [] // what is wrong with it is none of our business
  const { yamlStatements } = await import('./yaml-statements.ts') // its library takes a while to load
  const statements = yamlStatements(text, file, section)
  return dialect === 'dive' ? withDefaults(statements.map(readDiveRule), file) : statements.map(readRule)
}

/** dive holds images against some rules whatever its file says. */
function withDefaults(rules: readonly ReadRule[], file: string): ReadRule[] {
  const from = { kind: 'diveDefault', file } as const
  const missing = DIVE_WORDS.filter(({ name }) => rules.every(({ slot }) => slot !== name))
  const byDefault = missing.flatMap(({ name, byDefault: value, read }): ReadRule[] => {
    const rule = read(value)
    return rule === null || typeof rule === 'string'
      ? []
      : [{ name, value, from, placed: { rule, from }, slot: name }]
  })
  return [...rules, ...byDefault]
}

function refuseNone(rulesFile: string | null): never {
  const message =
    rulesFile === null
      ? 'There is no rule to hold the image against. Give one, as --max-unpacked 200MB, or write one into layerscope.yaml beneath "ci:".'
      : `${rulesFile} holds no rule. Write one beneath "ci:", as max-unpacked: 200MB.`
  return fail({ kind: 'usage', message })
}

/** A file that was meant to hold rules, and that nobody would ever look at. */
async function refuseMisnamed(): Promise<void> {
  for (const name of ['layerscope.yml', '.layerscope.yaml', '.layerscope.yml', 'layerscope.json'])
    if ((await stat(name).catch(() => null)) !== null)
      fail({
        kind: 'usage',
        message: `${name} is not looked at; call it layerscope.yaml, or name it with --rules.`,
      })
}
