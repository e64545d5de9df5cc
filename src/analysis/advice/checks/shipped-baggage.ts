import type { Finding } from '../../../image/finding.ts'
import { nodePath } from '../../../tree/overlay.ts'
import type { PlaceRole } from '../../contents/place.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { ignoreFix } from '../context-fix.ts'
import { mentions } from '../remedies.ts'
import { type ShippedWhole, wholeOf } from '../shipped-places.ts'
import { directoryLines, lines, stepWords } from '../words.ts'

/** Sources, tests, documentation and translations that come along. What the base has of them is its own affair. */
export const shippedBaggage: AdviceCheck = subject =>
  KINDS.flatMap(kind => {
    const roles: readonly PlaceRole[] = ROLES[kind]
    const own = subject.shipped.filter(
      ({ place, layer }) => layer >= subject.firstOwn && roles.includes(place.role),
    )
    const whole = wholeOf(own)
    return whole.bytes === 0 || whole.bytes < subject.worthBytes ? [] : [findingOf(subject, kind, whole)]
  })

const KINDS = ['shippedSources', 'shippedTests', 'shippedDocs'] as const

type Kind = (typeof KINDS)[number]

const ROLES = {
  shippedSources: ['source'],
  shippedTests: ['tests'],
  shippedDocs: ['docs', 'locales'],
} as const satisfies Record<Kind, readonly PlaceRole[]>

const WORDS = {
  shippedSources: 'Sources of a compiled program',
  shippedTests: 'Tests and their data',
  shippedDocs: 'Manuals, documentation and translations',
} as const satisfies Record<Kind, string>

function findingOf(subject: AdviceSubject, kind: Kind, { bytes, layer, parts }: ShippedWhole): Finding {
  const { overlay } = subject.analysis
  return advice(kind, 'note', {
    ...{ layer, bytes },
    message: `${WORDS[kind]} in every container, most of it brought by ${stepWords(subject, layer)}.`,
    evidence: directoryLines(subject, parts),
    fix: fixOf(subject, kind, layer, () =>
      ignoreFix(parts.slice(0, IGNORED).map(({ directory }) => nodePath(overlay, directory))),
    ),
  })
}

const IGNORED = 4

function fixOf(
  { steps }: AdviceSubject,
  kind: Kind,
  layer: number,
  ignored: () => string,
): string | undefined {
  const step = steps[layer]
  if (kind === 'shippedSources') return undefined
  if (step?.keyword === 'COPY' || step?.keyword === 'ADD') return ignored()
  if (kind !== 'shippedDocs' || step?.keyword !== 'RUN' || !mentions('apt', step.operands)) return undefined
  return lines('Tell dpkg to leave them out, above the first apt-get install:', WITHOUT_DOCS)
}

const WITHOUT_DOCS =
  'RUN for each in doc info locale man; do echo "path-exclude=/usr/share/$each/*"; done > /etc/dpkg/dpkg.cfg.d/01-no-docs'
