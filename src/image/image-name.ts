import { type Digest, parseDigest } from './digest.ts'

/** A name an engine understands: `[host[:port]/]path[:tag][@digest]`, an id, or the beginning of an id. */
export interface ImageName {
  /** As typed; what the engine is asked for. */
  readonly text: string
  /** `localhost:5000/team/api`; `null` for an id. */
  readonly repository: string | null
  readonly tag: string | null
  readonly digest: Digest | null
  /** Hex digits that may be an id, or begin one; `cafe` is that and a repository too, and the engine decides. */
  readonly idPrefix: string | null
}

/** The name a text spells, or why it spells none, as the end of a sentence. */
export type ImageNameReading =
  | { readonly kind: 'name'; readonly name: ImageName }
  | { readonly kind: 'problem'; readonly problem: string }

/** Reads the grammar of github.com/distribution/reference, its lengths included, and Docker's ids. */
export function parseImageName(text: string): ImageNameReading {
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(text)?.[1]
  if (id !== undefined) return named({ text, repository: null, tag: null, digest: null, idPrefix: id })
  const { repository, tag, digest } = splitName(text)
  const problem = repositoryProblem(repository) ?? tagProblem(tag) ?? digestProblem(digest)
  if (problem !== undefined) return { kind: 'problem', problem }
  return named({
    text,
    repository,
    tag: tag ?? null,
    digest: digest === undefined ? null : (parseDigest(digest) ?? null),
    idPrefix: /^[0-9a-f]{1,64}$/.test(text) ? text : (/^sha256:([0-9a-f]{1,64})$/.exec(text)?.[1] ?? null),
  })
}

function named(name: ImageName): ImageNameReading {
  return { kind: 'name', name }
}

interface NameParts {
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** A colon before the last slash belongs to a port, one after it to the tag. */
function splitName(text: string): NameParts {
  const at = text.indexOf('@')
  const beforeDigest = at === -1 ? text : text.slice(0, at)
  const digest = at === -1 ? undefined : text.slice(at + 1)
  const colon = beforeDigest.lastIndexOf(':')
  if (colon === -1 || colon < beforeDigest.lastIndexOf('/'))
    return { repository: beforeDigest, tag: undefined, digest }
  return { repository: beforeDigest.slice(0, colon), tag: beforeDigest.slice(colon + 1), digest }
}

function repositoryProblem(repository: string): string | undefined {
  if (repository === '') return 'it has no name'
  const { domain, path } = splitDomain(repository)
  if (domain !== undefined && !DOMAIN.test(domain)) return `"${domain}" is not a registry's host name`
  if (path.length > LONGEST_PATH)
    return `its name is ${path.length} characters long, ${LONGEST_PATH} are allowed`
  const bad = path.split('/').find(component => !COMPONENT.test(component))
  if (bad === undefined) return undefined
  if (bad === '') return 'a part of its path is empty'
  if (/[A-Z]/.test(bad)) return `"${bad}" has capitals, and image names are in lower case`
  return `"${bad}" is not made of a-z and 0-9 with single ".", "_", "__" or "-" between them`
}

/** The first component is a host when it has a dot, a port or a capital, or is `localhost` (as Docker decides). */
function splitDomain(repository: string): { domain: string | undefined; path: string } {
  const slash = repository.indexOf('/')
  const first = repository.slice(0, Math.max(slash, 0))
  const isDomain = slash !== -1 && (/[.:A-Z[]/.test(first) || first === 'localhost')
  return isDomain
    ? { domain: first, path: repository.slice(slash + 1) }
    : { domain: undefined, path: repository }
}

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`)
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const LONGEST_PATH = 255

function tagProblem(tag: string | undefined): string | undefined {
  if (tag === undefined || /^\w[\w.-]{0,127}$/.test(tag)) return undefined
  if (tag === '') return 'nothing follows the colon'
  if (tag.length > 128) return `its tag is ${tag.length} characters long, 128 are allowed`
  return `"${tag}" is not a tag: letters, digits, "_", "." and "-", not beginning with "." or "-"`
}

function digestProblem(digest: string | undefined): string | undefined {
  if (digest === undefined || parseDigest(digest) !== undefined) return undefined
  return `"${digest}" is not a digest: sha256: and 64 hex digits in lower case`
}

/** A name without what Docker adds to it: `docker.io/library/mini:naive` is `mini:naive` to a person. */
export function familiarName(name: string): string {
  return name.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, '')
}
