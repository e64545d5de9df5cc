import { type ByteString, byteString, fromText } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { platformWord, tripletsOf } from './elf-machine.ts'
import { type LibraryFile, openLibrary } from './library-file.ts'
import type { LoaderCache } from './loader-cache.ts'
import { directoryOf, type LibraryAnswer, type LoadedObject, type Loader } from './shared-libraries.ts'
import type { StartPlace } from './start-place.ts'

export interface GlibcOptions {
  readonly place: StartPlace
  readonly program: ElfFact
  /** Of the ELF interpreter, links followed: which directories are searched by default was built into it. */
  readonly loaderPath: TreePath
  readonly loaderSoname: ByteString | null
  readonly cache: LoaderCache | undefined
}

/**
 * glibc's ld.so (elf/dl-load.c, `_dl_map_object`). A name with a slash is a path; any other is looked for in
 *
 *   DT_RPATH of the object that needs it, of who loaded that one … and of the program: unless the object has DT_RUNPATH
 *   LD_LIBRARY_PATH ▸ DT_RUNPATH of that object ▸ /etc/ld.so.cache ▸ the default directories
 *
 * Files for other machines are passed over. Of each directory the glibc-hwcaps directories beneath come first; as
 * which of them the CPU takes is not known here, they come last: what is asked is whether there is anything at all.
 */
export function glibcLoader(options: GlibcOptions): Loader {
  const builtIn = new Set([options.loaderSoname, byteString(options.loaderPath.replace(/^.*\//, ''))])
  return {
    isBuiltIn: name => builtIn.has(name),
    matchesSoname: true,
    checksVersions: true,
    find: (name, object) =>
      name.includes('/') ? openPath(options, name, object) : search(options, name, object),
  }
}

function openPath({ place, program }: GlibcOptions, name: ByteString, object: LoadedObject): LibraryAnswer {
  const [openedAs = name] = expand(name, object, program)
  return { openedAs, file: openLibrary(place, openedAs, program), searched: [openedAs], mayBeOther: false }
}

function search(options: GlibcOptions, name: ByteString, object: LoadedObject): LibraryAnswer {
  const { place, program } = options
  const searched: ByteString[] = []
  let passedOver: LibraryFile = { kind: 'absent' }
  for (const candidate of candidates(options, name, object)) {
    if (candidate.directory !== null && !searched.includes(candidate.directory))
      searched.push(candidate.directory)
    const file = openLibrary(place, candidate.path, program)
    if (file.kind === 'mounted') passedOver = file
    else if (file.kind === 'foreign') passedOver = passedOver.kind === 'mounted' ? passedOver : file
    else if (file.kind !== 'absent') {
      const mayBeOther = passedOver.kind === 'mounted'
      return { openedAs: candidate.path, file, searched, mayBeOther }
    }
  }
  return { openedAs: name, file: passedOver, searched, mayBeOther: true }
}

function programOf(object: LoadedObject): LoadedObject {
  return object.loadedBy === null ? object : programOf(object.loadedBy)
}

interface Candidate {
  readonly path: ByteString
  /** `null`: named by the cache, or one of the directories for some CPUs. */
  readonly directory: ByteString | null
}

function* candidates(options: GlibcOptions, name: ByteString, object: LoadedObject): Generator<Candidate> {
  const { place, program, cache } = options
  if (object.elf.runpath === null) {
    for (let each: LoadedObject | null = object; each !== null; each = each.loadedBy) {
      if (each.elf.runpath === null) yield* inSearchPath(each.elf.rpath, ':', each, program, name)
    }
  }
  const fromEnvironment = place.environment.get('LD_LIBRARY_PATH')
  if (fromEnvironment)
    yield* inSearchPath(fromText(fromEnvironment), /[:;]/, programOf(object), program, name)
  yield* inSearchPath(object.elf.runpath, ':', object, program, name)
  const cached = cache?.get(name) ?? []
  for (const { path } of cached.filter(each => !each.forSomeCpus)) yield { path, directory: null }
  for (const { path } of cached.filter(each => each.forSomeCpus)) yield { path, directory: null }
  for (const directory of defaultDirectories(options)) yield* inDirectory(directory, program, name)
}

function* inSearchPath(
  searchPath: ByteString | null,
  separator: string | RegExp,
  object: LoadedObject,
  program: ElfFact,
  name: ByteString,
): Generator<Candidate> {
  if (searchPath === null) return
  for (const element of searchPath.split(separator)) {
    const directories = element === '' ? [byteString('.')] : expand(byteString(element), object, program)
    for (const directory of directories) yield* inDirectory(directory, program, name)
  }
}

function* inDirectory(directory: ByteString, program: ElfFact, name: ByteString): Generator<Candidate> {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`
  yield { path: byteString(`${prefix}${name}`), directory }
  for (const level of HWCAPS.get(program.machine) ?? []) {
    yield { path: byteString(`${prefix}glibc-hwcaps/${level}/${name}`), directory: null }
  }
}

/** By e_machine: x86-64, POWER, s390x. */
const HWCAPS: ReadonlyMap<number, readonly string[]> = new Map([
  [62, ['x86-64-v2', 'x86-64-v3', 'x86-64-v4']],
  [21, ['power9', 'power10', 'power11']],
  [22, ['z13', 'z14', 'z15', 'z16', 'z17']],
])

/**
 * What is built into the loader. Debian's searches directories named for the machine, everybody else's lib64; only where
 * it stands may tell whose it is, and a copy elsewhere tells nothing: then all of them are taken.
 */
function defaultDirectories({ program, loaderPath }: GlibcOptions): readonly ByteString[] {
  const triplets = tripletsOf(program)
  const debian = triplets.flatMap(each => [`/lib/${each}`, `/usr/lib/${each}`])
  const isDebian = triplets.some(each => loaderPath.includes(`/${each}/`))
  const others =
    program.class === 64 ? ['/lib64', '/usr/lib64', directoryOf(loaderPath)] : [directoryOf(loaderPath)]
  return [...new Set([...debian, ...(isDebian ? [] : others), '/lib', '/usr/lib'])].map(byteString)
}

/** The tokens a search path may hold. `$LIB` is what the loader was built with: every usual value is tried. */
function expand(text: ByteString, object: LoadedObject, program: ElfFact): ByteString[] {
  const origin = text.replace(/\$(?:ORIGIN\b|\{ORIGIN\})/g, () => object.origin)
  const platform = origin.replace(/\$(?:PLATFORM\b|\{PLATFORM\})/g, () => platformWord(program))
  if (!LIB.test(platform)) return [byteString(platform)]
  const libs = ['lib64', 'lib', ...tripletsOf(program).map(each => `lib/${each}`)]
  return libs.map(lib => byteString(platform.replaceAll(LIB_ALL, () => lib)))
}

const LIB = /\$(?:LIB\b|\{LIB\})/
const LIB_ALL = /\$(?:LIB\b|\{LIB\})/g
