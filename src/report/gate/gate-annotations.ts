import type { GateReport, RuleResult } from '../../analysis/gate/gate.ts'
import { displayText } from '../display-name.ts'
import { originText, ruleSentence } from './rule-text.ts'

/**
 * GitHub's workflow commands: one annotation for each rule that was broken or could not be decided, at the line the rule
 * stands in. What they say stands in one line each, whatever an image calls its files.
 */
export function gateAnnotations({ results }: GateReport, reference: string): string[] {
  return results.flatMap(result => (result.outcome.kind === 'passed' ? [] : [annotation(result, reference)]))
}

function annotation(result: RuleResult, reference: string): string {
  const { from, rule } = result
  const place =
    from.kind === 'option'
      ? []
      : [
          ['file', from.file],
          ['line', from.kind === 'file' ? String(from.line) : '1'],
        ]
  const properties = [...place, ['title', `layerscope ci: ${rule.name}`]]
  const told = properties.map(([name, value = '']) => `${name}=${propertyText(value)}`).join(',')
  const where = from.kind === 'option' ? ` (${originText(from)})` : ''
  return `::error ${told}::${messageText(`${reference}: ${ruleSentence(result)}${where}`)}`
}

/** The runner undoes this; a newline or `::` of somebody else's cannot begin a command of its own. */
function messageText(text: string): string {
  return displayText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function propertyText(text: string): string {
  return messageText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
