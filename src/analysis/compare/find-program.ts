import { type ByteString, fromText } from '../../image/byte-string.ts'
import { childPath, parseTreePath, type TreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { nodeName } from '../../tree/overlay.ts'
import { childrenIn, describe, inodePlace, type TreeView, typeOf } from '../../tree/tree-view.ts'

/** What a process of the image would search without a PATH of its own (semantics §9). */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** A file that could be started. */
export interface Program {
  /** As it is called: `/bin/sh`. */
  readonly path: TreePath
  /** Where the file is, symlinks followed. */
  readonly node: number
}

/** The directories of the image's PATH, each once. */
export function searchPath(environment: readonly string[]): readonly TreePath[] {
  const setting = environment.findLast(variable => variable.startsWith('PATH='))
  const directories = (setting?.slice('PATH='.length) ?? DEFAULT_PATH).split(':')
  return [
    ...new Set(directories.filter(each => each.startsWith('/')).map(each => parseTreePath(fromText(each)))),
  ]
}

/** The file at a path when it is one that somebody may start. */
export function programAt(view: TreeView, path: TreePath): Program | null {
  const place = followPath(view, path, 'follow')
  return place.kind === 'found' && isExecutable(view, place.node) ? { path, node: place.node } : null
}

/** The program a command line names: a path, or a name looked for on the PATH. */
export function findProgram(
  view: TreeView,
  command: string,
  environment: readonly string[],
  workingDirectory: string,
): Program | null {
  if (command.includes('/')) {
    const path = command.startsWith('/') ? command : `${workingDirectory || '/'}/${command}`
    return programAt(view, parseTreePath(fromText(path)))
  }
  for (const directory of searchPath(environment)) {
    const program = programAt(view, childPath(directory, fromText(command)))
    if (program !== null) return program
  }
  return null
}

/** Every name that could be called without a path, the first on the PATH for each. */
export function programNames(view: TreeView, environment: readonly string[]): ReadonlySet<ByteString> {
  const names = new Set<ByteString>()
  for (const directory of searchPath(environment)) {
    const place = followPath(view, directory, 'follow')
    if (place.kind === 'missing' || typeOf(view, place.node) !== 'directory') continue
    for (const node of childrenIn(view, place.node)) {
      const name = nodeName(view.overlay, node)
      const isProgram =
        typeOf(view, node) === 'symlink'
          ? programAt(view, childPath(directory, name)) !== null
          : isExecutable(view, node)
      if (isProgram) names.add(name)
    }
  }
  return names
}

/** A regular file with any of the three execute bits. */
function isExecutable(view: TreeView, node: number): boolean {
  return typeOf(view, node) === 'file' && inodePlace(view, node) !== null && hasExecuteBit(view, node)
}

function hasExecuteBit(view: TreeView, node: number): boolean {
  return (describe(view, node).mode & 0o111) !== 0
}
