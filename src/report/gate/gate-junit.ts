import type { GateReport, RuleResult } from '../../analysis/gate/gate.ts'
import { displayText } from '../display-name.ts'
import { originText, ruleSentence } from './rule-text.ts'

/**
 * A JUnit report: one test case a rule. A broken rule is a `failure`, one that could not be decided an `error`, as test
 * runners tell a wrong answer from none.
 */
export function gateJunit({ analysis, results }: GateReport, reference: string): string {
  const failures = results.filter(({ outcome }) => outcome.kind === 'broken').length
  const errors =
    results.filter(({ outcome }) => outcome.kind === 'undecided').length + (analysis.complete ? 0 : 1)
  const tests = results.length + (analysis.complete ? 0 : 1)
  const counts = `tests="${tests}" failures="${failures}" errors="${errors}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="layerscope ci" ${counts}>`,
    `  <testsuite name="${attribute(`layerscope ci ${reference}`)}" ${counts} skipped="0">`,
    ...(analysis.complete ? [] : [readingCase(reference)]),
    ...results.map(result => testCase(result, reference)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

/** An image read in part fails the run even where every rule could be decided. */
function readingCase(reference: string): string {
  const problem = 'not every layer could be read'
  return `    <testcase name="the image is read" classname="${attribute(reference)}"><error message="${problem}" type="unreadable"/></testcase>`
}

function testCase(result: RuleResult, reference: string): string {
  const name = attribute(`${result.rule.name} (${originText(result.from)})`)
  const opening = `    <testcase name="${name}" classname="${attribute(reference)}"`
  const { kind } = result.outcome
  if (kind === 'passed') return `${opening}/>`
  const tag = kind === 'broken' ? 'failure' : 'error'
  const message = attribute(ruleSentence(result))
  return `${opening}><${tag} message="${message}" type="${result.rule.name}"/></testcase>`
}

/** What a terminal may be shown holds no character that XML forbids. */
function attribute(text: string): string {
  return displayText(text).replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
