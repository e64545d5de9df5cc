import { type ByteString, fromText } from '../../image/byte-string.ts'
import type { ImageConfig } from '../../image/config.ts'
import { typeOf } from '../../tree/tree-view.ts'
import type { Credentials } from './credentials.ts'
import { ROOT_CREDENTIALS } from './credentials.ts'
import type { ImageRoot } from './image-root.ts'
import { type Walked, walk } from './walk.ts'

/** Where and as whom a process is started: what decides what a name means to it. */
export interface StartPlace {
  readonly root: ImageRoot
  readonly who: Credentials
  readonly cwd: WorkingDirectory
  /** Directories searched for a name without a slash, in order; an empty one is the working directory. */
  readonly searchPath: readonly ByteString[]
  readonly environment: ReadonlyMap<string, string>
}

/** WORKDIR as the runtime finds it; `fresh`: it is not in the image, so the runtime makes it, empty. */
export type WorkingDirectory = { readonly path: string } & (
  | { readonly kind: 'present'; readonly node: number }
  | { readonly kind: 'fresh' }
  | { readonly kind: 'notDirectory'; readonly at: ByteString }
  /** Engines refuse it. */
  | { readonly kind: 'relative' }
  /** A mount of the container: a directory of which nothing is known. */
  | { readonly kind: 'mounted' }
  | { readonly kind: 'unknown' }
)

export function startPlace(root: ImageRoot, config: ImageConfig, who: Credentials): StartPlace {
  const environment = environmentOf(config)
  const path = environment.get('PATH') ?? DEFAULT_PATH
  return {
    root,
    who,
    cwd: workingDirectory(root, config.workingDirectory),
    searchPath: path === '' ? [] : path.split(':').map(fromText),
    environment,
  }
}

/** What engines set where the image sets none. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The last value of a name counts. */
function environmentOf({ environment }: ImageConfig): ReadonlyMap<string, string> {
  return new Map(
    environment.map(each => {
      const at = each.indexOf('=')
      return at < 0 ? [each, ''] : [each.slice(0, at), each.slice(at + 1)]
    }),
  )
}

/** The runtime enters the directory before it becomes USER, so nothing is denied to it. */
function workingDirectory(root: ImageRoot, configured: string): WorkingDirectory {
  const path = configured === '' ? '/' : configured
  if (!path.startsWith('/')) return { path, kind: 'relative' }
  const walked = walk(root, fromText(path), 0, ROOT_CREDENTIALS)
  if (walked.kind !== 'found') return { path, ...absent(root, walked) }
  if (typeOf(root.view, walked.node) === 'directory') return { path, kind: 'present', node: walked.node }
  return { path, kind: 'notDirectory', at: fromText(path) }
}

function absent({ mounts }: ImageRoot, walked: Exclude<Walked, { kind: 'found' }>) {
  if (walked.kind === 'missing') return { kind: 'fresh' } as const
  if (walked.kind === 'notDirectory') return { kind: 'notDirectory', at: walked.path } as const
  return { kind: mounts.has(walked.path) ? 'mounted' : 'unknown' } as const
}
