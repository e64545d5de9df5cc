import type { ImageConfig } from '../../image/config.ts'
import type { Platform } from '../../image/platform.ts'
import type { Analysis } from '../analysis.ts'
import { imageRoot } from './image-root.ts'
import { type Program, programChain } from './program-chain.ts'
import { type StartPlace, startPlace } from './start-place.ts'
import { type StartUser, startUser } from './start-user.ts'

/** Everything the checks look at: how a runtime would start the image, worked out once. */
export interface Subject {
  readonly config: ImageConfig
  readonly platform: Platform
  /** Entrypoint and Cmd. */
  readonly argv: readonly string[]
  readonly user: StartUser
  readonly place: StartPlace
  /** What the kernel is handed, in order. */
  readonly programs: readonly Program[]
}

export function subjectOf({ documents, overlay, layers }: Analysis): Subject {
  const { config, platform } = documents
  const root = imageRoot(overlay, layers, documents.container?.mounts)
  const user = startUser(root, config.user)
  const place = startPlace(root, config, user.credentials)
  const argv = [...config.entrypoint, ...config.command]
  return { config, platform, argv, user, place, programs: programChain(place, argv, config.shell) }
}
