import { fromText, toBytes } from '../image/byte-string.ts'
import { sameBytes } from './path-hash.ts'
import type { PathTable } from './path-table.ts'
import type { TreeView } from './tree-view.ts'

/**
 * The shown nodes whose name contains a text, slice by slice so that a screen can draw in between: each step looks at
 * `slice` nodes and yields what it found, in ascending order of nodes. Lower case finds both cases (of ASCII letters);
 * a capital finds itself. A text with a slash is looked for in the path, and found where it ends: `etc/ap` finds
 * `/etc/apt`, not everything beneath.
 */
export function* findInView(
  view: TreeView,
  text: string,
  slice = 50_000,
): Generator<readonly number[], void> {
  const matches = nameMatcher(view.overlay.paths, text)
  for (let from = 1; from < view.versions.length; from += slice) {
    const found: number[] = []
    const end = Math.min(from + slice, view.versions.length)
    for (let node = from; node < end; node++) if (view.versions[node]! >= 0 && matches(node)) found.push(node)
    yield found
  }
}

/** Whether a node's name (or, with a slash in the text, its path) contains a text; decided on bytes, no string is made. */
export function nameMatcher(paths: PathTable, text: string): (node: number) => boolean {
  const fold = text === text.toLowerCase() ? FOLDED : EXACT
  const names = text.split('/').map(name => toBytes(fromText(name)))
  const last = names.pop()!
  if (names.length === 0) return node => contains(paths, node, last, fold)
  return node => startsWith(paths, node, last, fold) && leadsTo(paths, node, names, fold)
}

const EXACT = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const FOLDED = EXACT.map(byte => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))

/** Whether the directories above a node are called `names`, the topmost one at least at its end. */
function leadsTo(paths: PathTable, node: number, names: readonly Uint8Array[], fold: Uint8Array): boolean {
  let at = node
  for (let index = names.length - 1; index >= 0; index--) {
    if (at === 0) return false
    at = paths.parents[at]!
    const isWhole = index > 0
    if (isWhole && (at === 0 || nameLength(paths, at) !== names[index]!.length)) return false
    if (!endsWith(paths, at, names[index]!, fold)) return false
  }
  return true
}

function contains(paths: PathTable, node: number, wanted: Uint8Array, fold: Uint8Array): boolean {
  const last = paths.nameStarts[node + 1]! - wanted.length
  for (let start = paths.nameStarts[node]!; start <= last; start++) {
    if (matchesAt(paths.nameBytes, start, wanted, fold)) return true
  }
  return false
}

function startsWith(paths: PathTable, node: number, wanted: Uint8Array, fold: Uint8Array): boolean {
  return (
    nameLength(paths, node) >= wanted.length &&
    matchesAt(paths.nameBytes, paths.nameStarts[node]!, wanted, fold)
  )
}

function endsWith(paths: PathTable, node: number, wanted: Uint8Array, fold: Uint8Array): boolean {
  const start = paths.nameStarts[node + 1]! - wanted.length
  return nameLength(paths, node) >= wanted.length && matchesAt(paths.nameBytes, start, wanted, fold)
}

function matchesAt(bytes: Uint8Array, start: number, wanted: Uint8Array, fold: Uint8Array): boolean {
  if (fold === EXACT) return sameBytes(wanted, 0, wanted.length, bytes, start)
  for (let at = 0; at < wanted.length; at++) if (fold[bytes[start + at]!] !== wanted[at]) return false
  return true
}

function nameLength(paths: PathTable, node: number): number {
  return paths.nameStarts[node + 1]! - paths.nameStarts[node]!
}
