import { fromText } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { findNode } from '../../tree/overlay.ts'
import { shows, stackedView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import type { RecordedStep } from './recorded-step.ts'

/**
 * How many of the lowest steps surely belong to the base image. A history does not say where FROM stood; what tells:
 * layers known to be the base's, steps of another builder beneath BuildKit's own, an import, and a lowest layer that is
 * a whole file system. There may be more.
 */
export function countBaseSteps(image: Analysis, steps: readonly RecordedStep[]): number {
  return Math.max(
    knownBase(image),
    beneathBuildKit(steps),
    steps[0]?.text.startsWith('FROM ') || holdsWholeSystem(image) ? 1 : 0,
  )
}

function knownBase({ base, documents: { steps } }: Analysis): number {
  if (base === null || base.certainty === 'likely') return 0
  return steps.findLastIndex(({ layer }) => layer !== null && layer < base.layers) + 1
}

function beneathBuildKit(steps: readonly RecordedStep[]): number {
  return Math.max(
    0,
    steps.findIndex(({ builder }) => builder === 'buildkit'),
  )
}

function holdsWholeSystem({ overlay, layers }: Analysis): boolean {
  if (layers[0]?.kind !== 'read') return false
  const view = stackedView(overlay, 0)
  return SYSTEM.every(paths =>
    paths.some(path => {
      const node = findNode(overlay, path)
      return node !== undefined && shows(view, node)
    }),
  )
}

const SYSTEM = [['/etc'], ['/bin/sh', '/usr/bin/sh', '/etc/os-release', '/usr/lib/os-release']].map(paths =>
  paths.map(path => parseTreePath(fromText(path))),
)
