import type { ByteString } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import type { MissingVersions } from '../start/shared-libraries.ts'
import { finding } from './check.ts'

/** Libraries that are there, but too old for who needs them: `GLIBC_2.34 not found`. */
export function versionFindings(found: readonly MissingVersions[]): Finding[] {
  return found.map(({ neededBy, library, missing }) => {
    const newest = newestOfKind(library.elf.versions ?? [], missing)
    return finding('missingSymbolVersion', 'error', {
      path: neededBy,
      message: `${plainName(neededBy)} needs ${missing.map(plainName).join(', ')} of ${plainName(library.path)}, which is too old to have it.`,
      evidence: newest === undefined ? [] : [`the newest it has is ${plainName(newest)}`],
    })
  })
}

/** Of versions that are numbers behind a name (`GLIBC_2.31`), the newest of the name that is missing. */
function newestOfKind(
  versions: readonly ByteString[],
  missing: readonly ByteString[],
): ByteString | undefined {
  const kinds = new Set(missing.map(version => NUMBERED.exec(version)?.[1]))
  return versions
    .filter(version => kinds.has(NUMBERED.exec(version)?.[1] ?? ''))
    .toSorted(byNumbers)
    .at(-1)
}

const NUMBERED = /^(\w+_)\d+(?:\.\d+)*$/

function byNumbers(left: ByteString, right: ByteString): number {
  const [lefts, rights] = [numbersOf(left), numbersOf(right)]
  const at = lefts.findIndex((number, index) => number !== rights[index])
  return at === -1 ? lefts.length - rights.length : (lefts[at] ?? 0) - (rights[at] ?? -1)
}

function numbersOf(version: ByteString): number[] {
  return version
    .slice(version.lastIndexOf('_') + 1)
    .split('.')
    .map(Number)
}
