import { type ByteString, byteString } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { glibcLoader } from './glibc-loader.ts'
import { factAt, textAt } from './image-root.ts'
import { type LoaderCache, parseLoaderCache } from './loader-cache.ts'
import type { FoundProgram } from './look-up.ts'
import { muslLoader } from './musl-loader.ts'
import type { Loader } from './shared-libraries.ts'
import type { StartPlace } from './start-place.ts'

/** Whose rules the ELF interpreter follows. */
export type ChosenLoader =
  | { readonly kind: 'glibc' | 'musl'; readonly loader: Loader }
  /** Another C library, or a stand-in such as gcompat. */
  | { readonly kind: 'unknown'; readonly why: string }

/** `name`: PT_INTERP; `found`: the file it leads to. */
export function chooseLoader(
  place: StartPlace,
  program: ElfFact,
  name: ByteString,
  found: FoundProgram,
): ChosenLoader {
  const elf = factAt(place.root, found.node, 'elf')
  const names = [found.path, elf?.soname ?? '']
  if (names.some(each => MUSL.test(each)) || MUSL.test(name)) return musl(place, program, name)
  if (!names.some(each => GLIBC.test(each)))
    return { kind: 'unknown', why: 'its loader is neither glibc nor musl' }
  if (elf !== undefined && elf.soname === null) {
    return { kind: 'unknown', why: 'its loader only stands in for that of glibc' }
  }
  const cache = loaderCache(place, program)
  if (cache === 'notKept') return { kind: 'unknown', why: '/etc/ld.so.cache was not kept' }
  const options = { place, program, loaderPath: found.path, loaderSoname: elf?.soname ?? null, cache }
  return { kind: 'glibc', loader: glibcLoader(options) }
}

const MUSL = /(?:^|\/)(?:ld-musl-|libc\.musl-)/
const GLIBC = /(?:^|\/)ld(?:-linux[^/]*|64|-\d[\d.]*|)\.so/

function musl(place: StartPlace, program: ElfFact, name: ByteString): ChosenLoader {
  const architecture = /ld-musl-([^/]+)\.so/.exec(name)?.[1]
  const file = architecture === undefined ? undefined : textAt(place.root, pathFileOf(name, architecture))
  if (file?.kind === 'unknown')
    return { kind: 'unknown', why: `/etc/ld-musl-${architecture}.path was not kept` }
  const pathFile = file?.kind === 'text' ? file.content : null
  return { kind: 'musl', loader: muslLoader({ place, program, loaderName: name, pathFile }) }
}

/** Beside the directory of the loader: `/lib/ld-musl-…` has `/etc/ld-musl-….path`. */
function pathFileOf(name: ByteString, architecture: string): ByteString {
  const prefix = name.startsWith('/') ? name.replace(/\/[^/]*\/[^/]*$/, '') : ''
  return byteString(`${prefix}/etc/ld-musl-${architecture}.path`)
}

function loaderCache({ root }: StartPlace, program: ElfFact): LoaderCache | undefined | 'notKept' {
  const place = followPath(root.view, parseTreePath(byteString('/etc/ld.so.cache')), 'follow')
  if (place.kind === 'missing') return undefined
  const fact = factAt(root, place.node, 'loaderCache')
  if (fact === undefined || !fact.complete) return 'notKept'
  return parseLoaderCache(fact.bytes, program.littleEndian)
}
