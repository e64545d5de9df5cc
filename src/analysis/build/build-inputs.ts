import type { ContextEntry } from '../../image/build-context.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'

export const BUILDERS = ['buildkit', 'classic'] as const
/** `classic`: what `docker build` was before BuildKit, and still is with DOCKER_BUILDKIT=0. */
export type Builder = (typeof BUILDERS)[number]

/** Everything a builder looks at to say what it has built before. */
export interface BuildInputs {
  readonly dockerfile: Dockerfile
  readonly builder: Builder
  /** Stage to stop at, by name or number; `null`: the last. */
  readonly target: string | null
  /** `--build-arg`. */
  readonly buildArguments: ReadonlyMap<string, string>
  /** What is built for, as in FROM: `linux/amd64`. */
  readonly platform: string
  /** What the build is sent, by path. */
  readonly context: ContextFiles
  /** Which release of an image FROM names; the same text is the same image. Absent: nothing is known of another. */
  readonly baseReleases: ReadonlyMap<string, string>
}

/** What is left of a context after `.dockerignore`, by path. */
export type ContextFiles = ReadonlyMap<string, ContextFile>

export interface ContextFile extends ContextEntry {
  /** Equal for equal content and mode; times are no part of what builders compare. */
  readonly content: string
}
