import { type ByteString, byteString, fromBytes } from './byte-string.ts'

declare const normalised: unique symbol

/** An absolute path inside an image: begins with `/`, no empty, `.` or `..` component, no trailing slash; the root is `/`. */
export type TreePath = ByteString & { readonly [normalised]: 'TreePath' }

export const ROOT = '/' as TreePath

export type EntryNameProblem = 'outside' | 'nul'

/**
 * The path a tar entry's name means: leading `/` and `./` dropped, `//` and `.` collapsed, an inner `..` resolved
 * lexically. A name that climbs out of the root or holds a NUL means no path (semantics §4.1).
 */
export function parseEntryName(name: ByteString): TreePath | EntryNameProblem {
  if (name.includes('\0')) return 'nul'
  if (!ODD_COMPONENT.test(name)) return brand(`/${name}`)
  const components: string[] = []
  for (const component of name.split('/')) {
    if (component === '' || component === '.') continue
    if (component !== '..') components.push(component)
    else if (components.pop() === undefined) return 'outside'
  }
  return join(components)
}

/** An empty component, `.` or `..`; most names have none, and a layer has a million names. */
const ODD_COMPONENT = /(?:^|\/)\.{0,2}(?:\/|$)/

/** What a person typed as a path in an image; `..` stops at the root, as in a shell. */
export function parseTreePath(text: ByteString): TreePath {
  const components: string[] = []
  for (const component of text.split('/')) {
    if (component === '' || component === '.') continue
    if (component === '..') components.pop()
    else components.push(component)
  }
  return join(components)
}

/** A path whose bytes are known to be normalised, because they were joined from names of a tree. */
export function joinedPath(bytes: Uint8Array): TreePath {
  return brand(fromBytes(bytes))
}

/** The path of `name` in `directory`. */
export function childPath(directory: TreePath, name: ByteString): TreePath {
  return brand(directory === ROOT ? `/${name}` : `${directory}/${name}`)
}

/** The directory a path stands in; the root stands in itself. */
export function parentPath(path: TreePath): TreePath {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? ROOT : brand(path.slice(0, slash))
}

/** The directories above a path, nearest first, without the root. */
export function parentPaths(path: TreePath): TreePath[] {
  const parents: TreePath[] = []
  for (let at = parentPath(path); at !== ROOT; at = parentPath(at)) parents.push(at)
  return parents
}

/** The last component; empty for the root. */
export function baseName(path: TreePath): ByteString {
  return byteString(path.slice(path.lastIndexOf('/') + 1))
}

/** The components in order; none for the root. */
export function components(path: TreePath): ByteString[] {
  return path === ROOT ? [] : path.slice(1).split('/').map(byteString)
}

function join(parts: readonly string[]): TreePath {
  return brand(`/${parts.join('/')}`)
}

function brand(path: string): TreePath {
  return path as TreePath
}
