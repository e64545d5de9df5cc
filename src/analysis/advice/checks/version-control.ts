import type { Finding } from '../../../image/finding.ts'
import { nodePath } from '../../../tree/overlay.ts'
import { topOfPlace } from '../../contents/places.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { ignoreFix } from '../context-fix.ts'
import { mergedRun } from '../merged-run.ts'
import { runFix } from '../run-fix.ts'
import { type ShippedWhole, wholeOf } from '../shipped-places.ts'
import { wasteFinding } from '../waste-finding.ts'
import { codeName, directoryLines, firstWriter, lines, stepWords } from '../words.ts'

/** The history of a repository: of any size it tells everyone who pulls what was ever committed. */
export const versionControl: AdviceCheck = subject => [
  ...subject.groups
    .filter(({ cause, by }) => cause === 'wastedVersionControl' && by !== subject.container)
    .map(group =>
      wasteFinding(subject, group, {
        what: 'The history of a repository',
        fix: fixOf(subject, group.layer, group.items.at(0)?.node ?? 0),
      }),
    ),
  ...repositories(subject).map(whole => shippedFinding(subject, whole)),
]

/** One finding for all that a layer brought. */
function repositories({ shipped }: AdviceSubject): ShippedWhole[] {
  const parts = shipped.filter(({ place }) => place.role === 'versionControl')
  return [...Map.groupBy(parts, ({ layer }) => layer).values()].map(wholeOf)
}

function shippedFinding(subject: AdviceSubject, { bytes, parts }: ShippedWhole): Finding {
  const directory = parts[0]?.directory ?? 0
  const layer = firstWriter(subject, directory)
  return advice('shippedVersionControl', layer < subject.firstOwn ? 'note' : 'warning', {
    ...{ layer, bytes, path: nodePath(subject.analysis.overlay, directory) },
    message: `The history of a repository is in every container, brought by ${stepWords(subject, layer)}.`,
    evidence: directoryLines(subject, parts),
    fix: fixOf(subject, layer, directory),
  })
}

function fixOf(subject: AdviceSubject, layer: number, node: number): string | undefined {
  const step = subject.steps[layer]
  const { overlay, documents } = subject.analysis
  const path = nodePath(overlay, topOfPlace(overlay, subject.places, node))
  if (step?.keyword === 'COPY' || step?.keyword === 'ADD') return ignoreFix([path])
  if (step?.keyword !== 'RUN') return undefined
  const planned = runFix(subject, layer)
  if (planned !== undefined) return planned
  const change = { steps: [step], cleanUps: [`rm -rf ${codeName(path)}`], mounts: [], rewrites: [] }
  const run = mergedRun(change, documents)
  return run === null ? undefined : lines('Delete it in the RUN that fetches it:', run)
}
