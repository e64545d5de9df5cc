import type { ByteString } from '../../image/byte-string.ts'
import { byteString } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { LibraryFile } from './library-file.ts'

/** What came of looking for every library a program needs, and they need in turn. */
export interface LibrarySearch {
  /** How many were found, the program not counted. */
  readonly found: number
  readonly problems: readonly LibraryProblem[]
  /** Of libraries that were found, versions of symbols they lack. */
  readonly versions: readonly MissingVersions[]
  /** Libraries that are, or may be, there but whose own needs are not known. */
  readonly unseen: readonly ByteString[]
}

export interface LibraryProblem {
  readonly name: ByteString
  readonly neededBy: TreePath
  /** Directories, in the order they were searched. */
  readonly searched: readonly ByteString[]
  /** Present, but not what can be loaded. */
  readonly unusable: LibraryFile | null
}

/** Versions of symbols that somebody needs of a library, which it does not define. */
export interface MissingVersions {
  readonly neededBy: TreePath
  readonly library: LoadedObject
  readonly missing: readonly ByteString[]
}

/** How one loader looks for one name. */
export interface Loader {
  /** Names that are there before anything is loaded. */
  isBuiltIn(name: ByteString): boolean
  /** Whether a library also answers to the SONAME it carries. */
  readonly matchesSoname: boolean
  /** Whether a version of a symbol that a library lacks is a reason not to start. */
  readonly checksVersions: boolean
  find(name: ByteString, object: LoadedObject): LibraryAnswer
}

export interface LibraryAnswer {
  /** As it was opened, links not followed: `$ORIGIN` of a library is where it was found. */
  readonly openedAs: ByteString
  readonly file: LibraryFile
  readonly searched: readonly ByteString[]
  /** Whether another file may come first, in a place nobody can look into. */
  readonly mayBeOther: boolean
}

/** A program or library that was loaded. */
export interface LoadedObject {
  readonly path: TreePath
  readonly elf: ElfFact
  /** Directory that `$ORIGIN` means. */
  readonly origin: ByteString
  /** Who needed it first; `null` for the program. */
  readonly loadedBy: LoadedObject | null
}

/** Loads everything a program needs, breadth first as loaders do, each name and each file once. */
export function searchLibraries(program: LoadedObject, loader: Loader): LibrarySearch {
  const queue = [program]
  /** What a name was found as; `null` for what was not, or whose facts are not known. */
  const names = new Map<ByteString, LoadedObject | null>()
  const nodes = new Set<number>()
  const problems: LibraryProblem[] = []
  const unseen: ByteString[] = []
  for (const object of queue) {
    for (const name of object.elf.needed) {
      if (names.has(name) || loader.isBuiltIn(name)) continue
      names.set(name, null)
      const { file, openedAs, searched, mayBeOther } = loader.find(name, object)
      if (file.kind === 'library') {
        const { path, elf } = file
        const library = { path, elf, origin: directoryOf(openedAs), loadedBy: object }
        if (!mayBeOther) names.set(name, library)
        if (loader.matchesSoname && elf.soname !== null && !names.has(elf.soname))
          names.set(elf.soname, library)
        if (nodes.has(file.node)) continue
        nodes.add(file.node)
        queue.push(library)
      } else if (file.kind === 'unseen' || file.kind === 'mounted') unseen.push(name)
      else
        problems.push({
          name,
          neededBy: object.path,
          searched,
          unusable: file.kind === 'absent' ? null : file,
        })
    }
    if (queue.length > OBJECTS_CEILING) break
  }
  const versions = loader.checksVersions ? queue.flatMap(object => missingVersions(object, names)) : []
  return { found: queue.length - 1, problems, versions, unseen }
}

/**
 * A library without a table of versions serves whoever asks for one (the loader only mutters), and one whose table is
 * not known may have them.
 */
function missingVersions(
  { path, elf }: LoadedObject,
  names: ReadonlyMap<ByteString, LoadedObject | null>,
): MissingVersions[] {
  return (elf.versionNeeds ?? []).flatMap(({ library: name, versions }) => {
    const library = names.get(name)
    const defined = library?.elf.versions ?? []
    if (library === undefined || library === null || defined.length === 0) return []
    const missing = versions.filter(version => !defined.includes(version))
    return missing.length === 0 ? [] : [{ neededBy: path, library, missing }]
  })
}

/** A desktop program loads some three hundred. */
const OBJECTS_CEILING = 4096

/** What stands in front of the last slash. */
export function directoryOf(path: ByteString): ByteString {
  const slash = path.lastIndexOf('/')
  return byteString(slash <= 0 ? '/' : path.slice(0, slash))
}
