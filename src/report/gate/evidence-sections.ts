import type { Analysis } from '../../analysis/analysis.ts'
import type { Actual, MatchedPath } from '../../analysis/gate/gate.ts'
import type { Finding } from '../../image/finding.ts'
import { displayName } from '../display-name.ts'
import { FINDING_TEXTS } from '../finding-text.ts'
import { formatBytes } from '../format-bytes.ts'
import { type Segment, shown, words } from '../line.ts'
import { type GateSection, sectionOf } from './gate-section.ts'
import { layerInstruction } from './layer-instruction.ts'

/** The very paths, or findings, that a rule forbids. */
export function evidenceSections(forbidden: string, actual: Actual, analysis: Analysis): GateSection[] {
  if (actual.kind === 'paths') return pathSections(forbidden, actual.paths, analysis)
  return actual.kind === 'findings' ? findingSections(actual.findings) : []
}

function pathSections(glob: string, paths: readonly MatchedPath[], analysis: Analysis): GateSection[] {
  return sectionOf(
    `Paths that ${glob} forbids`,
    [
      { title: 'Bytes', align: 'right' },
      { title: 'Layer', align: 'right' },
      { title: 'Path', align: 'left', isQuoted: true },
      { title: 'Instruction', align: 'left', isQuoted: true },
    ],
    paths.map(({ path, bytes, layer }): Segment[] => [
      words(formatBytes(bytes)),
      words(String(layer)),
      shown(displayName(path)),
      layerInstruction(analysis, layer),
    ]),
  )
}

function findingSections(findings: readonly Finding[]): GateSection[] {
  const [first] = findings
  if (first === undefined) return []
  return sectionOf(
    FINDING_TEXTS[first.kind].title,
    [
      { title: 'Layer', align: 'right' },
      { title: 'Found', align: 'left', isQuoted: true },
      { title: 'Fix', align: 'left', isQuoted: true },
    ],
    findings.map((finding): Segment[] => [
      words(finding.layer === null ? '' : String(finding.layer)),
      words(finding.message),
      words(finding.fix ?? FINDING_TEXTS[finding.kind].fix ?? ''),
    ]),
  )
}
