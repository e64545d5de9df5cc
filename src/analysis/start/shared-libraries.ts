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

/** How one loader looks for one name. */
export interface Loader {
  /** Names that are there before anything is loaded. */
  isBuiltIn(name: ByteString): boolean
  /** Whether a library also answers to the SONAME it carries. */
  readonly matchesSoname: boolean
  find(name: ByteString, object: LoadedObject): LibraryAnswer
}

export interface LibraryAnswer {
  /** As it was opened, links not followed: `$ORIGIN` of a library is where it was found. */
  readonly openedAs: ByteString
  readonly file: LibraryFile
  readonly searched: readonly ByteString[]
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
  const names = new Set<ByteString>()
  const nodes = new Set<number>()
  const problems: LibraryProblem[] = []
  const unseen: ByteString[] = []
  for (const object of queue) {
    for (const name of object.elf.needed) {
      if (names.has(name) || loader.isBuiltIn(name)) continue
      names.add(name)
      const { file, openedAs, searched } = loader.find(name, object)
      if (file.kind === 'library') {
        if (loader.matchesSoname && file.elf.soname !== null) names.add(file.elf.soname)
        if (nodes.has(file.node)) continue
        nodes.add(file.node)
        queue.push({ path: file.path, elf: file.elf, origin: directoryOf(openedAs), loadedBy: object })
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
  return { found: queue.length - 1, problems, unseen }
}

/** A desktop program loads some three hundred. */
const OBJECTS_CEILING = 4096

/** What stands in front of the last slash. */
export function directoryOf(path: ByteString): ByteString {
  const slash = path.lastIndexOf('/')
  return byteString(slash <= 0 ? '/' : path.slice(0, slash))
}
