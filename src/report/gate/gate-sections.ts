import type { GateReport, RuleResult } from '../../analysis/gate/gate.ts'
import { evidenceSections } from './evidence-sections.ts'
import type { GateSection } from './gate-section.ts'
import { growthSections } from './growth-sections.ts'
import { layersSections } from './layers-sections.ts'
import { wasteSections } from './waste-sections.ts'

/** The sections of all broken rules; rules with the same cause share one. */
export function gateSections(report: GateReport): GateSection[] {
  const broken = report.results.filter(({ outcome }) => outcome.kind === 'broken')
  const sections = broken.flatMap(result => sectionsOf(result, report))
  return sections.filter(({ title }, at) => sections.findIndex(other => other.title === title) === at)
}

function sectionsOf({ rule, outcome }: RuleResult, report: GateReport): GateSection[] {
  const { analysis } = report
  switch (rule.kind) {
    case 'bytes':
      return rule.name === 'max-waste' ? wasteSections(analysis) : layersSections(rule.name, analysis)
    case 'wasteRatio':
    case 'efficiency':
    case 'dive':
      return wasteSections(analysis)
    case 'growth':
      return growthSections(report, rule.name)
    case 'path':
      return outcome.kind === 'broken' ? evidenceSections(rule.glob, outcome.actual, analysis) : []
    case 'finding':
      return outcome.kind === 'broken' ? evidenceSections(rule.finding, outcome.actual, analysis) : []
    case 'layers':
    case 'nonRoot':
      return []
    default:
      return rule satisfies never
  }
}
