import { fail } from '../errors.ts'
import { type ImageName, type ImageNameReading, parseImageName } from './image-name.ts'

/** What the user typed to name an image, as far as grammar tells; what exists decides the rest (`source/resolve-source`). */
export type Reference =
  | { readonly kind: 'engine'; readonly engine: EngineChoice; readonly name: ImageName }
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'standardInput' }
  /** `docker-archive:`, `oci-archive:`, `oci:` or `dir:` said what it is; `text` is what follows the prefix. */
  | { readonly kind: 'place'; readonly place: Place; readonly text: string }
  /** A word that can be a path, an image, or both. */
  | {
      readonly kind: 'word'
      readonly text: string
      readonly name: ImageNameReading
      readonly looksLikePath: boolean
    }
  /** A saved `--json --files` analysis. */
  | { readonly kind: 'analysis'; readonly path: string }

export type EngineChoice = 'any' | 'docker' | 'podman'

export type Place = 'dockerArchive' | 'ociArchive' | 'ociLayout' | 'directory'

/** Reads a reference. Faults: `badReference`, saying what is wrong and what would be valid. */
export function parseReference(text: string): Reference {
  if (text === '-') return { kind: 'standardInput' }
  if (text === '' || text.includes('\0'))
    return bad(text, text === '' ? 'it is empty' : 'it holds a NUL character')
  const [prefix, rest] = splitPrefix(text)
  if (prefix !== undefined && rest === '') return bad(text, `nothing follows "${prefix}:"`)
  switch (prefix) {
    case undefined:
      return parseWord(text)
    case 'docker':
    case 'podman':
      return parseEngineName(text, prefix, rest)
    case 'container':
      return parseContainer(text, rest)
    default:
      return { kind: 'place', place: PLACES[prefix], text: rest }
  }
}

const PLACES = {
  'docker-archive': 'dockerArchive',
  'oci-archive': 'ociArchive',
  oci: 'ociLayout',
  dir: 'directory',
} as const satisfies Record<string, Place>

type Prefix = keyof typeof PLACES | 'docker' | 'podman' | 'container'

const PREFIX = /^(docker-archive|oci-archive|oci|dir|docker|podman|container):/

function splitPrefix(text: string): [Prefix | undefined, string] {
  const word = PREFIX.exec(text)?.[1]
  return isPrefix(word) ? [word, text.slice(word.length + 1)] : [undefined, text]
}

function isPrefix(word: string | undefined): word is Prefix {
  return word !== undefined
}

function parseEngineName(text: string, engine: EngineChoice, rest: string): Reference {
  const reading = parseImageName(rest)
  return reading.kind === 'name' ? { kind: 'engine', engine, name: reading.name } : bad(text, reading.problem)
}

function parseContainer(text: string, name: string): Reference {
  if (/^\/?[a-zA-Z0-9][\w.-]*$/.test(name)) return { kind: 'container', name: name.replace(/^\//, '') }
  return bad(text, `"${name}" is not a container's name or id: letters, digits, "_", "." and "-"`)
}

function parseWord(text: string): Reference {
  const looksLikePath = pathReadings(text).some(({ path }) => isPathLike(path))
  if (!looksLikePath || !text.endsWith('.json')) return word(text, looksLikePath)
  return { kind: 'analysis', path: text }
}

function word(text: string, looksLikePath: boolean): Reference {
  const name = parseImageName(text)
  if (name.kind === 'problem' && !looksLikePath) return bad(text, name.problem)
  return { kind: 'word', text, name, looksLikePath }
}

/** A `/`, a leading `.`, or a suffix that archives and saved analyses have. */
function isPathLike(path: string): boolean {
  return path.includes('/') || path.startsWith('.') || hasFileSuffix(path)
}

/** Whether a name ends as archives and saved analyses do. */
export function hasFileSuffix(path: string): boolean {
  return /\.(?:tar|oci|tgz|tzst|json)$|\.tar\.[a-z0-9]+$/i.test(path)
}

/** One way to read `PATH[:TAG]`. */
export interface PathReading {
  readonly path: string
  readonly tag: string | null
}

/** The ways to read `PATH[:TAG]`, best first: the whole as a path, then split at each colon, the leftmost first. */
export function pathReadings(text: string): PathReading[] {
  const readings: PathReading[] = [{ path: text, tag: null }]
  for (let colon = text.indexOf(':', 1); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    const tag = text.slice(colon + 1)
    if (tag !== '') readings.push({ path: text.slice(0, colon), tag })
  }
  return readings
}

export interface ImagePath {
  readonly image: string
  readonly path: string
}

/**
 * Splits docker's form `IMAGE:/abs` of `cp` and `cat` at the last `:/`, or gives `undefined`. A prefix alone is not an
 * image: `docker-archive:/tmp/a.tar` stays whole.
 */
export function splitImagePath(text: string): ImagePath | undefined {
  const colon = text.lastIndexOf(':/')
  if (colon <= 0) return undefined
  const image = text.slice(0, colon)
  return PREFIX.test(`${image}:`) && !image.includes(':') ? undefined : { image, path: text.slice(colon + 1) }
}

function bad(text: string, problem: string): never {
  return fail({ kind: 'badReference', text, problem, valid: VALID_REFERENCES })
}

const VALID_REFERENCES =
  'Valid are name[:tag][@digest], an id, a path to an archive or OCI layout, docker: podman: docker-archive: oci-archive: oci: dir: or container: with what follows, and - for standard input.'
