import type { Analysis } from '../analysis.ts'
import { imageRoot } from '../start/image-root.ts'
import { type StartUser, startUser } from '../start/start-user.ts'
import type { Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers } from './outcome.ts'

/**
 * Whether the process runs as somebody else than root. A name counts by the uid /etc/passwd has for it; a name nobody
 * has is no user at all, and engines refuse to start it.
 */
export function judgeUser(analysis: Analysis): Outcome {
  const { config, platform } = analysis.documents
  if (platform.os !== 'linux') return undecided(`the image is for ${platform.os}, where root means nothing`)
  const isName = !/^\d*(?::|$)/.test(config.user)
  if (isName && !analysis.complete) return undecided(unreadableLayers(analysis))
  const user = startUser(imageRoot(analysis.overlay, analysis.layers), config.user)
  if (user.problem?.kind === 'notKnown') return undecided(`${user.problem.file} was not kept`)
  return decided(user.problem === null && user.credentials.uid !== 0, {
    kind: 'user',
    user: wordsFor(user, config.user),
  })
}

function wordsFor({ problem, name, credentials: { uid } }: StartUser, configured: string): string {
  if (problem !== null) return `USER ${configured}, whom the image does not know`
  return name === null ? `uid ${uid}` : `${name} (uid ${uid})`
}
