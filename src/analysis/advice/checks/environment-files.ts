import { factOf } from '../../../image/facts/fact.ts'
import type { Finding } from '../../../image/finding.ts'
import { nameMatcher } from '../../../tree/find.ts'
import { plainName } from '../../../tree/finding-tally.ts'
import { nodeName, nodePath } from '../../../tree/overlay.ts'
import { inodePlace, shows, typeOf } from '../../../tree/tree-view.ts'
import { placeAt } from '../../contents/places.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { firstWriter, stepWords } from '../words.ts'

/** `.env` holds what must not be in the repository; an image is pulled by more people than a repository. */
export const environmentFiles: AdviceCheck = subject => {
  const { final } = subject
  const isNear = nameMatcher(final.overlay.paths, '.env')
  const findings: Finding[] = []
  for (let node = 1; node < final.versions.length && findings.length < TOLD; node++) {
    if (isNear(node) && shows(final, node)) findings.push(...findingsOf(subject, node))
  }
  return findings
}

const TOLD = 20

function findingsOf(subject: AdviceSubject, node: number): Finding[] {
  const { final, firstOwn, analysis } = subject
  const place = inodePlace(final, node)
  const writer = firstWriter(subject, node)
  if (typeOf(final, node) !== 'file' || place === null || writer < firstOwn) return []
  if (writer === subject.container) return []
  if (!NAME.test(nodeName(final.overlay, node)) || placeAt(subject.places, node) !== null) return []
  const layer = analysis.layers[place.layer]
  const isTold = layer?.kind === 'read' && factOf(layer.facts, place.row, 'secret') !== undefined
  if (isTold) return []
  const path = nodePath(final.overlay, node)
  return [
    advice('environmentFile', 'warning', {
      ...{ layer: writer, path, bytes: final.bytes[node] ?? 0 },
      message: `${plainName(path)} is in every container, brought by ${stepWords(subject, writer)}.`,
      fix: 'Leave it out of the build context, and pass what is in it when the container starts (docker run --env-file .env). In .dockerignore:\n**/.env',
    }),
  ]
}

/** `.env`, `.env.production`; what is made to be copied holds no secret. */
const NAME = /^\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$|test$|schema$)[\w-]+)?$/
