import type { ByteString } from '../../image/byte-string.ts'
import { headline } from '../../image/instruction.ts'
import { plainBytes, plainName } from '../../tree/finding-tally.ts'
import { nodePath } from '../../tree/overlay.ts'
import { versionsOf } from '../../tree/path-versions.ts'
import type { PlaceOwner } from '../contents/place.ts'
import type { WasteItems } from '../waste-items.ts'
import type { AdviceSubject } from './advice-subject.ts'
import type { ShippedPart } from './shipped-places.ts'

/** `layer 3 (RUN rm -rf …)`; a long instruction is cut, the history shows it whole. */
export function stepWords({ steps }: Pick<AdviceSubject, 'steps'>, layer: number): string {
  const text = headline(steps[layer]?.text ?? '(no history)')
  return `layer ${layer} (${text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`})`
}

const LONGEST = 80

/** The largest files, each with its bytes, and how many more there are. */
export function fileLines(items: WasteItems): string[] {
  const lines = items
    .slice(0, FILES_SHOWN)
    .map(({ path, bytes }) => `${plainBytes(bytes)}: ${plainName(path)}`)
  const more = items.length - lines.length
  return more === 0 ? lines : [...lines, `and ${countWords(more, 'more file')}`]
}

const FILES_SHOWN = 3

/** The largest directories, each with its bytes. */
export function directoryLines({ analysis }: AdviceSubject, parts: readonly ShippedPart[]): string[] {
  const sums = new Map<number, number>()
  for (const { directory, bytes } of parts) sums.set(directory, (sums.get(directory) ?? 0) + bytes)
  const largest = [...sums].sort(([, one], [, other]) => other - one).slice(0, DIRECTORIES_SHOWN)
  const more = sums.size - largest.length
  return [
    ...largest.map(([node, bytes]) => `${plainBytes(bytes)}: ${plainName(nodePath(analysis.overlay, node))}`),
    ...(more === 0 ? [] : [`and ${countWords(more, 'more place')}`]),
  ]
}

const DIRECTORIES_SHOWN = 4

/** Whose it is, as its people write it. */
export function ownerName(owner: PlaceOwner): string {
  return OWNER_NAMES[owner] ?? owner
}

const OWNER_NAMES: Partial<Record<PlaceOwner, string>> = {
  ...{ go: 'Go', gcc: 'GCC', llvm: 'LLVM', rust: 'Rust', cargo: 'Cargo', python: 'Python', node: 'Node.js' },
  ...{ php: 'PHP', java: 'Java', maven: 'Maven', gradle: 'Gradle', dotnet: '.NET', git: 'Git', yarn: 'Yarn' },
  ...{ bazel: 'Bazel', bundler: 'Bundler', composer: 'Composer', nuget: 'NuGet', perl: 'Perl', ruby: 'Ruby' },
}

/** The layer that first wrote at a path: who copies a file again did not bring it. */
export function firstWriter(
  { analysis: { overlay } }: Pick<AdviceSubject, 'analysis'>,
  node: number,
): number {
  return versionsOf(overlay, node)[0]?.layer ?? 0
}

/**
 * A name within the lines of a fix, which somebody may paste: what a shell or a Dockerfile would act on stands as `?`,
 * which fits any one character.
 */
export function codeName(name: ByteString): string {
  return plainName(name).replace(/[^\w./@+,=:~%-]/gu, '?')
}

/** `1 file`, `12,000 files`. */
export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function listWords(words: readonly (string | number)[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** A sentence, and below it the lines that do what it says. */
export function lines(...parts: readonly string[]): string {
  return parts.join('\n')
}
