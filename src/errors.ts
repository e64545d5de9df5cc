import type { Digest } from './image/digest.ts'
import type { LimitName } from './image/limits.ts'
import { formatPlatform, type Platform } from './image/platform.ts'

/** What was asked of one engine, and what it said. */
export interface EngineAttempt {
  /** Where, as a person would write it: `unix:///var/run/docker.sock`. */
  readonly endpoint: string
  /** Why it was tried: `DOCKER_HOST`, `context desktop-linux`, `default socket`, … */
  readonly because: string
  readonly answer: string
}

/** How messages call what is read for `-`. */
export const STANDARD_INPUT = 'standard input'

/** Something that stopped us from reading a layer or an image. Closed: a new kind fails to compile until it is explained. */
export type Fault =
  | { kind: 'usage'; message: string }
  | { kind: 'badReference'; text: string; problem: string; valid: string }
  | { kind: 'engineUnreachable'; attempts: readonly EngineAttempt[] }
  | { kind: 'engineRefused'; endpoint: string; doing: string; status: number | null; answer: string }
  | { kind: 'missingImage'; reference: string; where: string; similar: readonly string[] }
  | { kind: 'missingContainer'; name: string; where: string; similar: readonly string[] }
  | { kind: 'missingFile'; path: string; similar: readonly string[] }
  | { kind: 'noPermission'; path: string; doing: string; answer: string }
  | { kind: 'unreadableFile'; path: string; answer: string }
  | { kind: 'notAnImage'; reference: string; found: string; valid: string }
  | { kind: 'ambiguousImage'; reference: string; choices: readonly string[] }
  | { kind: 'missingTag'; reference: string; asked: string; choices: readonly string[] }
  | { kind: 'missingPlatform'; reference: string; wanted: Platform; choices: readonly Platform[] }
  | { kind: 'ambiguousPlatform'; reference: string; choices: readonly Platform[] }
  | { kind: 'malformedDocument'; document: string; field: string; found: string; expected: string }
  | { kind: 'badDockerfile'; path: string; line: number; problem: string; valid: string }
  | { kind: 'missingBlob'; what: string; blob: string }
  | { kind: 'digestMismatch'; what: string; expected: Digest; actual: Digest }
  | { kind: 'truncated'; what: string; got: number; expected: number | null }
  | { kind: 'corrupted'; what: string; detail: string }
  | { kind: 'unsupportedLayer'; what: string; found: string; valid: string }
  | { kind: 'limitExceeded'; what: string; limit: LimitName; allowed: number; found: number | null }
  | { kind: 'outOfMemory'; what: string }
  | { kind: 'missingPath'; reference: string; path: string; similar: readonly string[] }
  | { kind: 'noSuchLayer'; reference: string; asked: string; layers: number }
  | { kind: 'unwritable'; path: string; answer: string }
  /** Of a layer that could not be read when an analysis was saved; `was` is its kind then. */
  | { kind: 'saved'; was: string; message: string }
  | { kind: 'interrupted' }

export type FaultKind = Fault['kind']

/** The one error layerscope throws: a fault with its text, the original kept as `cause`. */
export class LayerscopeError extends Error {
  readonly fault: Fault

  constructor(fault: Fault, options?: ErrorOptions) {
    super(explain(fault), options)
    this.name = 'LayerscopeError'
    this.fault = fault
  }
}

/** Throws as an expression: `blob ?? fail({ kind: 'missingBlob', … })`. */
export function fail(fault: Fault, cause?: unknown): never {
  throw new LayerscopeError(fault, cause === undefined ? undefined : { cause })
}

/**
 * The fault as a sentence: what, which, found, what to do. Names inside are as their owner wrote them; whoever
 * shows it to a terminal passes it through `report/display-name`.
 */
export function explain(fault: Fault): string {
  switch (fault.kind) {
    case 'usage':
      return fault.message
    case 'badReference':
      return `"${fault.text}" is not an image reference: ${fault.problem}. ${fault.valid}`
    case 'engineUnreachable':
      return explainAttempts(fault.attempts)
    case 'engineRefused':
      return `The engine at ${fault.endpoint} refused to ${fault.doing}${statusText(fault.status)}: ${fault.answer}`
    case 'missingImage':
      return `There is no image "${fault.reference}" ${fault.where}.${didYouMean(fault.similar)} Check the name, or add --pull to fetch it.`
    case 'missingContainer':
      return `There is no container "${fault.name}" ${fault.where}.${didYouMean(fault.similar)} "docker ps -a" lists them.`
    case 'missingFile':
      return `There is no file or directory "${fault.path}".${didYouMean(fault.similar)} Check the path.`
    case 'noPermission':
      return `No permission to ${fault.doing} "${fault.path}" (${fault.answer}). Ask for access, or run as its owner.`
    case 'unreadableFile':
      return `"${fault.path}" cannot be read: ${fault.answer}.`
    case 'notAnImage':
      return `"${fault.reference}" is not an image: found ${fault.found}. Valid is ${fault.valid}.`
    case 'ambiguousImage':
      return `"${fault.reference}" holds several images: ${fault.choices.join(', ')}. ${howToChoose(fault.reference)}`
    case 'missingTag':
      return `"${fault.reference}" holds no image called "${fault.asked}". Present: ${fault.choices.join(', ')}.`
    case 'missingPlatform':
      return `"${fault.reference}" has no image for ${formatPlatform(fault.wanted)}. Present: ${platformList(fault.choices)}. Choose one with --platform.`
    case 'ambiguousPlatform':
      return `"${fault.reference}" holds images for several platforms: ${platformList(fault.choices)}. Choose one with --platform.`
    case 'malformedDocument':
      return `${fault.document} is malformed: ${fault.field} is ${fault.found}, expected ${fault.expected}. The image was written wrongly; build or save it again.`
    case 'badDockerfile':
      return `"${fault.path}" cannot be built, line ${fault.line}: ${fault.problem}. ${fault.valid}`
    default:
      return explainLayerFault(fault)
  }
}

type LayerFault = Extract<
  Fault,
  {
    kind:
      | 'missingBlob'
      | 'digestMismatch'
      | 'truncated'
      | 'corrupted'
      | 'unsupportedLayer'
      | 'limitExceeded'
      | 'outOfMemory'
      | 'missingPath'
      | 'noSuchLayer'
      | 'unwritable'
      | 'saved'
      | 'interrupted'
  }
>

function explainLayerFault(fault: LayerFault): string {
  switch (fault.kind) {
    case 'missingBlob':
      return `${fault.what} is missing: nothing in the source is called ${fault.blob}. Save or copy the image again.`
    case 'digestMismatch':
      return `${fault.what} does not have the digest it is named by: expected ${fault.expected}, found ${fault.actual}. It was damaged or altered; save the image again, or look at it with --no-verify.`
    case 'truncated':
      return `${fault.what} ends early: ${amount(fault.got, fault.expected)}. What is here is incomplete; save or read the image again.`
    case 'corrupted':
      return `${fault.what} is damaged: ${fault.detail}. Save the image again.`
    case 'unsupportedLayer':
      return `${fault.what} cannot be read: found ${fault.found}. Valid is ${fault.valid}.`
    case 'limitExceeded':
      return `${fault.what} passes the limit "${fault.limit}": ${amountAgainst(fault.found, fault.allowed)} ${LIMIT_UNITS[fault.limit]}. ${limitAdvice(fault.limit)}`
    case 'outOfMemory':
      return `${fault.what} takes more memory to read than Node allows. Allow more with NODE_OPTIONS=--max-old-space-size=8192 (MB).`
    case 'missingPath':
      return `There is no "${fault.path}" in ${fault.reference}.${didYouMean(fault.similar)}`
    case 'noSuchLayer':
      return `${fault.reference} has no layer "${fault.asked}": its layers are 0 to ${fault.layers - 1}; a diffId or digest prefix names one too.`
    case 'unwritable':
      return `"${fault.path}" cannot be written: ${fault.answer}.`
    case 'saved':
      return fault.message
    case 'interrupted':
      return 'Interrupted.'
    default:
      return fault satisfies never
  }
}

function explainAttempts(attempts: readonly EngineAttempt[]): string {
  const tried = attempts.map(({ endpoint, because, answer }) => `  ${endpoint} (${because}): ${answer}`)
  const advice = 'Start the engine, set DOCKER_HOST, or open an archive made with "docker save".'
  return [`No container engine answered. Tried:`, ...tried, advice].join('\n')
}

/** Nothing can follow `-`; the same bytes have a path too, and a tag can follow that. */
function howToChoose(reference: string): string {
  return reference === STANDARD_INPUT
    ? 'Name one of them in place of "-": /dev/stdin:TAG.'
    : 'Name one of them after the path: PATH:TAG.'
}

function didYouMean(similar: readonly string[]): string {
  return similar.length === 0 ? '' : ` Did you mean ${similar.join(', ')}?`
}

function platformList(platforms: readonly Platform[]): string {
  return platforms.map(formatPlatform).join(', ')
}

function statusText(status: number | null): string {
  return status === null ? '' : ` (HTTP ${status})`
}

function amount(got: number, expected: number | null): string {
  const bytes = got.toLocaleString('en-US')
  return expected === null ? `after ${bytes} bytes` : `${bytes} of ${expected.toLocaleString('en-US')} bytes`
}

function amountAgainst(found: number | null, allowed: number): string {
  const ceiling = allowed.toLocaleString('en-US')
  return found === null ? `more than ${ceiling}` : `${found.toLocaleString('en-US')}, allowed ${ceiling}`
}

const LIMIT_UNITS = {
  metadataBlock: 'bytes in a PAX or long-name block',
  document: 'bytes in a document',
  dockerfile: 'bytes in a Dockerfile',
  path: 'bytes in a path',
  depth: 'directories in a path',
  linkHops: 'symlinks on a path',
  entries: 'entries',
  implicitDirectories: 'directories that no entry mentions',
  unpacked: 'bytes',
  nestedCompression: 'compressions',
} as const satisfies Record<LimitName, string>

function limitAdvice(limit: LimitName): string {
  if (limit === 'unpacked') return 'Raise it with --limit-unpacked if you trust the image.'
  if (limit === 'dockerfile') return 'Nobody writes one so long; name the one you build from.'
  return 'No real image needs more; build or save it again with another tool.'
}
