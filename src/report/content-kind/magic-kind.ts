import { fromBytes } from '../../image/byte-string.ts'

/** What a content's magic bytes say it is; `null` when they say nothing. */
export function magicKind(head: Uint8Array): string | null {
  const bytes = fromBytes(head.subarray(0, 512))
  for (const [magic, at, kind] of MAGICS) {
    if (!bytes.startsWith(magic, at)) continue
    return typeof kind === 'string' ? kind : kind(bytes)
  }
  return pythonKind(bytes)
}

/** Bytes, where they stand, and what they mean. The first that fits counts. */
type Magic = readonly [magic: string, at: number, kind: string | ((bytes: string) => string)]

const MAGICS: readonly Magic[] = [
  ['\x1f\x8b', 0, 'gzip compressed data'],
  ['\x28\xb5\x2f\xfd', 0, 'Zstandard compressed data'],
  ['\xfd7zXZ\0', 0, 'XZ compressed data'],
  ['BZh', 0, 'bzip2 compressed data'],
  ['\x04\x22\x4d\x18', 0, 'LZ4 compressed data'],
  ['7z\xbc\xaf\x27\x1c', 0, '7-zip archive'],
  ['ustar  \0', 257, 'tar archive (GNU)'],
  ['ustar\0', 257, 'tar archive (POSIX)'],
  ['PK\x03\x04', 0, zipKind],
  ['PK\x05\x06', 0, 'Zip archive, empty'],
  ['!<arch>\ndebian-binary', 0, 'Debian binary package'],
  ['!<arch>\n', 0, 'ar archive'],
  ['\xed\xab\xee\xdb', 0, 'RPM package'],
  ['070701', 0, 'cpio archive'],
  ['hsqs', 0, 'Squashfs filesystem'],
  ['\x89PNG\r\n\x1a\n', 0, pngKind],
  ['\xff\xd8\xff', 0, 'JPEG image'],
  ['GIF8', 0, 'GIF image'],
  ['RIFF', 0, bytes => (bytes.startsWith('WEBP', 8) ? 'WebP image' : 'RIFF data')],
  ['\0\0\x01\0', 0, 'icon (ico)'],
  ['%PDF-', 0, bytes => `PDF document, version ${bytes.slice(5, 8)}`],
  ['SQLite format 3\0', 0, 'SQLite 3 database'],
  ['\0\x01\0\0\0', 0, 'TrueType font'],
  ['OTTO', 0, 'OpenType font'],
  ['wOFF', 0, 'Web Open Font Format'],
  ['wOF2', 0, 'Web Open Font Format 2'],
  ['\0asm', 0, 'WebAssembly binary'],
  ['\xca\xfe\xba\xbe', 0, javaKind],
  ['\xcf\xfa\xed\xfe', 0, 'Mach-O 64-bit binary'],
  ['MZ', 0, 'DOS or Windows executable (MZ)'],
  ['BC\xc0\xde', 0, 'LLVM bitcode'],
  ['TZif', 0, 'time zone data'],
  ['\xde\x12\x04\x95', 0, 'GNU message catalogue'],
  ['glibc-ld.so.cache', 0, "dynamic loader's cache (glibc)"],
  ['ld.so-', 0, "dynamic loader's cache (libc)"],
  ['\x1a\x01', 0, 'compiled terminfo entry'],
  ['\x1e\x02', 0, 'compiled terminfo entry (32-bit numbers)'],
]

/** A jar begins with its manifest's folder; other archives of Java too, so the name of a class counts as well. */
function zipKind(bytes: string): string {
  const first = bytes.slice(30, 30 + bytes.charCodeAt(26) + 256 * bytes.charCodeAt(27))
  if (first.startsWith('META-INF/')) return 'Java archive (jar)'
  if (first === 'mimetype')
    return `Zip archive (${/^[a-z]+\/[\w.+-]+/.exec(bytes.slice(38))?.[0] ?? 'document'})`
  return 'Zip archive'
}

function pngKind(bytes: string): string {
  const number = (at: number): number =>
    [...bytes.slice(at, at + 4)].reduce((value, byte) => value * 256 + byte.charCodeAt(0), 0)
  return bytes.length < 24 ? 'PNG image' : `PNG image, ${number(16)} × ${number(20)}`
}

/** Fat Mach-O files share the magic: they hold a handful of architectures where a class has its version, 45 or more. */
function javaKind(bytes: string): string {
  const major = 256 * bytes.charCodeAt(6) + bytes.charCodeAt(7)
  return major < 45 ? 'Mach-O universal binary' : `Java class, version ${major} (Java ${major - 44})`
}

/** A number that grows with every change of the bytecode, then `\r\n`. */
function pythonKind(bytes: string): string | null {
  if (bytes.slice(2, 4) !== '\r\n') return null
  const number = bytes.charCodeAt(0) + 256 * bytes.charCodeAt(1)
  const version = PYTHONS.findLast(([first]) => number >= first)?.[1]
  return number < 3000 || number > 3999 || version === undefined ? null : `Python ${version} bytecode`
}

/** The first number of each version (importlib/_bootstrap_external.py). */
const PYTHONS = [
  [3000, '3'],
  [3390, '3.7'],
  [3400, '3.8'],
  [3420, '3.9'],
  [3430, '3.10'],
  [3450, '3.11'],
  [3500, '3.12'],
  [3550, '3.13'],
  [3600, '3.14'],
  [3650, '3.15'],
] as const
