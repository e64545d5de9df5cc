import { type ByteString, byteString, fromText } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import { openLibrary } from './library-file.ts'
import type { LibraryAnswer, LoadedObject, Loader } from './shared-libraries.ts'
import type { StartPlace } from './start-place.ts'

export interface MuslOptions {
  readonly place: StartPlace
  readonly program: ElfFact
  /** Of the ELF interpreter, as the program names it. */
  readonly loaderName: ByteString
  /** `/etc/ld-musl-ARCH.path`; `null` when there is none. */
  readonly pathFile: ByteString | null
}

/**
 * musl's loader (ldso/dynlink.c, `load_library`). A name with a slash is a path; any other is looked for in
 *
 *   LD_LIBRARY_PATH ▸ RUNPATH, else RPATH, of the object that needs it, of who loaded that one … and of the program
 *   ▸ /etc/ld-musl-ARCH.path, and without that file /lib:/usr/local/lib:/usr/lib
 *
 * The first file of that name is taken, whatever it holds. The C library and its usual parts are the loader itself.
 */
export function muslLoader(options: MuslOptions): Loader {
  return {
    isBuiltIn: name => ITSELF.test(name) || name === lastPart(options.loaderName),
    matchesSoname: false,
    checksVersions: false,
    find: (name, object) => {
      if (name.includes('/')) return answer(options, name, [name])
      const directories = searchedDirectories(options, object)
      let inVain: LibraryAnswer = {
        openedAs: name,
        file: { kind: 'absent' },
        searched: directories,
        mayBeOther: true,
      }
      for (const directory of directories) {
        const found = answer(options, byteString(`${directory}/${name}`), directories)
        if (found.file.kind === 'mounted') inVain = found
        else if (found.file.kind !== 'absent') return found
      }
      return inVain
    },
  }
}

/** Whatever the suffix: `libc.so.6` of a glibc program too. */
const ITSELF = /^lib(?:c|pthread|rt|m|dl|util|xnet)\./

const DEFAULT_DIRECTORIES = '/lib:/usr/local/lib:/usr/lib'

function answer(
  { place, program }: MuslOptions,
  path: ByteString,
  searched: readonly ByteString[],
): LibraryAnswer {
  return { openedAs: path, file: openLibrary(place, path, program), searched, mayBeOther: false }
}

function searchedDirectories({ place, pathFile }: MuslOptions, object: LoadedObject): ByteString[] {
  const directories = split(fromText(place.environment.get('LD_LIBRARY_PATH') ?? ''))
  for (let each: LoadedObject | null = object; each !== null; each = each.loadedBy) {
    directories.push(...split(expand(each.elf.runpath ?? each.elf.rpath, each)))
  }
  return [...new Set([...directories, ...split(pathFile ?? DEFAULT_DIRECTORIES)])]
}

/** `$ORIGIN` is the only token musl knows; a path with any other is ignored. */
function expand(searchPath: ByteString | null, { origin }: LoadedObject): string {
  const text = (searchPath ?? '').replace(/\$(?:ORIGIN(?![A-Za-z_])|\{ORIGIN\})/g, () => origin)
  return text.includes('$') ? '' : text
}

function split(searchPath: string): ByteString[] {
  return searchPath
    .split(/[:\n]/)
    .filter(each => each !== '')
    .map(byteString)
}

function lastPart(path: ByteString): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
