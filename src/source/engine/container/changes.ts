import { byteString, fromText, toText } from '../../../image/byte-string.ts'
import { elements, type Field, member, requiredText, wrong } from '../../../image/json-document.ts'
import { parentPaths, parseTreePath, type TreePath } from '../../../image/tree-path.ts'

/** What an engine says of a container's tree against its image's: paths as it spells them. */
export interface Changes {
  /** Added or modified, or a directory something beneath of which is. */
  readonly written: ReadonlySet<SpelledPath>
  readonly deleted: ReadonlySet<SpelledPath>
}

declare const spelled: unique symbol

/**
 * A path as the engine's JSON can spell it: Go writes U+FFFD for every byte that is not UTF-8. Two names may be spelled
 * alike; whoever compares spells both sides.
 */
export type SpelledPath = string & { readonly [spelled]: 'SpelledPath' }

/**
 * Reads the answer to `/containers/ID/changes`. What engines make or mount themselves in every container is left out,
 * and so is what lies in `mounts`. Faults: `malformedDocument`.
 */
export function parseChanges(field: Field, mounts: readonly string[]): Changes {
  const written = new Set<SpelledPath>()
  const deleted = new Set<SpelledPath>()
  const foreign = new Set([...ENGINE_PATHS, ...mounts].map(path => parseTreePath(fromText(path))))
  for (const change of elements(field)) {
    const path = parseTreePath(fromText(requiredText(member(change, 'Path'))))
    if (isIn(path, foreign)) continue
    const group = kindOf(member(change, 'Kind')) === 'deleted' ? deleted : written
    group.add(spellPath(path))
  }
  return { written, deleted }
}

/** Made, or mounted over, by Docker, Podman and their runtimes. */
const ENGINE_PATHS: readonly string[] = [
  '/.dockerenv',
  '/run/.containerenv',
  '/run/secrets',
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/etc/mtab',
  '/dev',
  '/proc',
  '/sys',
]

/** Whether it is one of the places, or beneath one. */
function isIn(path: TreePath, places: ReadonlySet<TreePath>): boolean {
  return places.has(path) || parentPaths(path).some(parent => places.has(parent))
}

function kindOf(field: Field): 'modified' | 'added' | 'deleted' {
  const { value } = field
  const kind = typeof value === 'number' ? KINDS[value] : undefined
  return kind ?? wrong(field, '0 (modified), 1 (added) or 2 (deleted)')
}

const KINDS = ['modified', 'added', 'deleted'] as const

/** A path as Go's JSON spells it. */
export function spellPath(path: TreePath): SpelledPath {
  return brand(toText(path) ?? decodeLikeGo(path))
}

/** One U+FFFD for every single byte that belongs to no well-formed character; other decoders write one for several. */
function decodeLikeGo(bytes: string): string {
  return bytes.replace(CHARACTER_OR_BYTE, part => toText(byteString(part)) ?? '\ufffd')
}

const CHARACTER_OR_BYTE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g

function brand(text: string): SpelledPath {
  return text as SpelledPath
}
