import { basename, normalize } from 'node:path'
import type { Section } from './yaml-statements.ts'

/** One file rules may stand in. */
export interface RuleDocument {
  readonly file: string
  readonly section: Section
  readonly dialect: 'layerscope' | 'dive'
}

const OWN: RuleDocument = {
  file: 'layerscope.yaml',
  section: { keys: ['ci'], shared: 0 },
  dialect: 'layerscope',
}

const PACKAGE: RuleDocument = {
  file: 'package.json',
  section: { keys: ['layerscope', 'ci'], shared: 1 },
  dialect: 'layerscope',
}

const DIVE: RuleDocument = { file: '.dive-ci', section: { keys: ['rules'], shared: 0 }, dialect: 'dive' }

/** The files looked for in the working directory; what stands in an earlier one counts. */
export const RULE_DOCUMENTS: readonly RuleDocument[] = [OWN, PACKAGE, DIVE]

/** What a file of `--rules` is, by its name; its path as GitHub and SARIF spell one, without `./`. */
export function ruleDocument(file: string): RuleDocument {
  const name = basename(file)
  const kind = name === PACKAGE.file ? PACKAGE : name.endsWith(DIVE.file) ? DIVE : OWN
  return { ...kind, file: normalize(file) }
}
