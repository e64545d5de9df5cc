import { familiarName } from '../../image/image-name.ts'
import { countMistakes } from '../../image/typing-mistakes.ts'

/** How many names are worth offering. */
const OFFERED = 3

/**
 * The names somebody probably meant, nearest first: the same repository with another tag, the same name in another
 * place (`localhost/…`), or a few typing mistakes.
 */
export function similarNames(typed: string, present: readonly string[]): string[] {
  const wanted = withTag(familiarName(typed))
  return present
    .map(name => ({ name, far: distance(wanted, withTag(familiarName(name))) }))
    .filter(({ far }) => far <= furthest(wanted))
    .sort((left, right) => left.far - right.far || (left.name < right.name ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ name }) => name)
}

/** A wrong tag counts as half a mistake at least and one at most, another place as one. */
function distance(wanted: string, name: string): number {
  const [wantedPath, wantedTag] = split(wanted)
  const [path, tag] = split(name)
  const elsewhere = lastPart(path) === lastPart(wantedPath) ? 1 : countMistakes(wantedPath, path)
  const mistakes = path === wantedPath ? 0 : elsewhere
  return mistakes + Math.min(1, countMistakes(wantedTag, tag) / 2)
}

function furthest(wanted: string): number {
  return Math.max(2, Math.floor(split(wanted)[0].length / 3))
}

function split(name: string): [path: string, tag: string] {
  const colon = name.lastIndexOf(':')
  return [name.slice(0, colon), name.slice(colon + 1)]
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function withTag(name: string): string {
  return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : `${name}:latest`
}
