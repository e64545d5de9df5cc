import { entryGid, entryMode, entryUid } from '../tree/layer-tree.ts'
import { describe, inodePlace, type TreeView } from '../tree/tree-view.ts'
import { type FilterMatch, globTerm, parseFilterWords } from './filter.ts'

/** What `find` looks for, as somebody typed it; `null` = whatever. */
export interface Criteria {
  readonly name: string | null
  readonly type: string | null
  readonly size: string | null
  readonly mode: string | null
  readonly owner: string | null
  /** The layer that wrote it. */
  readonly writtenBy: number | null
  readonly status: string | null
}

/** The criteria as one predicate, or the sentence that says what is wrong with one. */
export function parseCriteria(criteria: Criteria): FilterMatch | string {
  const terms = [
    ...(criteria.name === null ? [] : [globTerm(criteria.name)]),
    filterTerm('type:', criteria.type),
    sizeTerm(criteria.size),
    modeTerm(criteria.mode),
    ownerTerm(criteria.owner),
    writerTerm(criteria.writtenBy),
    filterTerm('status:', criteria.status),
  ].filter(term => term !== null)
  const problem = terms.find(term => typeof term === 'string')
  if (problem !== undefined) return problem
  const matches = terms.filter(term => typeof term !== 'string')
  return (view, node) => matches.every(match => match(view, node))
}

/** A predicate, a sentence that says what is wrong, or nothing asked for. */
type Term = FilterMatch | string | null

function filterTerm(key: string, value: string | null): Term {
  if (value === null) return null
  const filter = parseFilterWords([`${key}${value}`])
  return filter.kind === 'filter' ? filter.matches : filter.message
}

/** `+1M` more, `-1M` less, `1M` exactly; `>`, `>=`, `<`, `<=`, `=` as in the screen's filter. */
function sizeTerm(size: string | null): Term {
  if (size === null) return null
  const compared = size.replace(/^\+/, '>').replace(/^-/, '<')
  const term = filterTerm('size', /^[<>=]/.test(compared) ? compared : `=${compared}`)
  return typeof term === 'string' ? `--size is "${size}"; it takes 20k, +1M (more), -1Gi (less) or 0.` : term
}

/** `0644` exactly, `+4000` all of these bits, `/6000` any of them, or a word. */
function modeTerm(mode: string | null): Term {
  if (mode === null) return null
  const [, how, digits] = /^([+/]?)([0-7]{1,5})$/.exec(MODE_WORDS.get(mode) ?? mode) ?? []
  if (digits === undefined)
    return `--mode is "${mode}"; it takes 0644 (exactly), +4000 (all of these), /6000 (any of these) or ${[...MODE_WORDS.keys()].join(', ')}.`
  const wanted = Number.parseInt(digits, 8)
  return byInode((tree, row) => {
    const bits = entryMode(tree, row)
    if (how === '') return bits === wanted
    return how === '/' ? (bits & wanted) !== 0 : (bits & wanted) === wanted
  })
}

const MODE_WORDS: ReadonlyMap<string, string> = new Map([
  ['setuid', '+4000'],
  ['setgid', '+2000'],
  ['sticky', '+1000'],
  ['executable', '/111'],
  ['world-writable', '+2'],
])

/** `0`, `1000:1000`, `:50`. */
function ownerTerm(owner: string | null): Term {
  if (owner === null) return null
  const [, uid, gid] = /^(\d+)?(?::(\d+))?$/.exec(owner) ?? []
  if (uid === undefined && gid === undefined)
    return `--owner is "${owner}"; it takes numbers, as 1000, 1000:1000 or :50.`
  return byInode(
    (tree, row) =>
      (uid === undefined || entryUid(tree, row) === Number(uid)) &&
      (gid === undefined || entryGid(tree, row) === Number(gid)),
  )
}

function writerTerm(layer: number | null): Term {
  return layer === null ? null : (view, node) => describe(view, node).writtenBy === layer
}

/** An implicit directory has neither mode nor owner of its own, and is never found by them. */
function byInode(
  matches: (...inode: Parameters<typeof entryMode>) => boolean,
): (view: TreeView, node: number) => boolean {
  return (view, node) => {
    const inode = inodePlace(view, node)
    return inode !== null && matches(inode.tree, inode.row)
  }
}
