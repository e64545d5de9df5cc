/** What a build context holds, what of it is sent, and what need not be. */
export interface ContextReport {
  /** The file whose lines decide; `null`: there is none. */
  readonly ignorePath: string | null
  readonly sent: ContextAmount
  readonly ignored: ContextAmount
  /** What is sent, by the first name of its path, largest first. */
  readonly sentGroups: readonly SentGroup[]
  /** Lines of `.dockerignore` by what they leave out, largest first. */
  readonly rules: readonly RuleEffect[]
  /** What is sent and no build needs, largest first. */
  readonly needless: readonly NeedlessGroup[]
  /** What would be sent with these left out. */
  readonly afterwards: ContextAmount
}

/** Files, links and other things that are no directories, and the bytes of the files. */
export interface ContextAmount {
  readonly files: number
  readonly bytes: number
}

export interface SentGroup extends ContextAmount {
  readonly path: string
  readonly isDirectory: boolean
}

export interface RuleEffect extends ContextAmount {
  readonly line: number
  readonly pattern: string
}

export interface NeedlessGroup extends ContextAmount {
  /** The line for `.dockerignore`. */
  readonly pattern: string
  readonly kind: NeedlessKind
}

export const NEEDLESS_KINDS = [
  'secret',
  'history',
  'dependencies',
  'output',
  'archive',
  'cache',
  'editor',
  'recipe',
  'log',
  'documentation',
] as const

/** Why nobody needs it in a build. */
export type NeedlessKind = (typeof NEEDLESS_KINDS)[number]
