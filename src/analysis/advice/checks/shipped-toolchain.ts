import type { Finding } from '../../../image/finding.ts'
import { nodePath } from '../../../tree/overlay.ts'
import type { PlaceOwner } from '../../contents/place.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { type ShippedWhole, wholeOf } from '../shipped-places.ts'
import { stagesFix } from '../stages-fix.ts'
import { directoryLines, ownerName, stepWords } from '../words.ts'

/** Compilers, headers and build tools: what made the program is not what it needs to run. One finding an owner. */
export const shippedToolchain: AdviceCheck = subject => {
  const tools = subject.shipped.filter(({ place }) => place.role === 'toolchain')
  const byOwner = [...Map.groupBy(tools, ({ place }) => place.owner)]
  const wholes = byOwner
    .map(([owner, parts]) => ({ owner, whole: wholeOf(parts) }))
    .filter(({ whole }) => whole.bytes >= subject.worthBytes)
  const fix = wholes.length === 0 ? '' : stagesFix(subject)
  return wholes.map(({ owner, whole }) => findingOf(subject, owner, whole, fix))
}

function findingOf(
  subject: AdviceSubject,
  owner: PlaceOwner | null,
  { bytes, layer, parts }: ShippedWhole,
  fix: string,
): Finding {
  const what = owner === null ? 'Headers of libraries are' : `The ${ownerName(owner)} toolchain is`
  const others = new Set(parts.map(part => part.layer)).size - 1
  const more = others === 0 ? '' : ` and ${others} more`
  return advice('shippedToolchain', 'warning', {
    ...{ layer, bytes, fix },
    path: nodePath(subject.analysis.overlay, parts[0]?.directory ?? 0),
    message: `${what} in every container, brought by ${stepWords(subject, layer)}${more}.`,
    evidence: directoryLines(subject, parts),
  })
}
