import { type InstalledPackage, installedPackage } from './installed-package.ts'
import { type Line, linesOf } from './lines.ts'

/** A package of apk's database, and where its files stand in it. */
export interface ApkPackage extends InstalledPackage {
  readonly directories: readonly ApkDirectory[]
}

export interface ApkDirectory {
  /** Its path, from the root without a slash in front. */
  readonly path: Line
  /** The names of files in it. */
  readonly files: readonly Line[]
}

/** The packages of /lib/apk/db/installed: a letter, a colon and a value a line; `P` begins a package or follows its `C`. */
export function parseApkInstalled(bytes: Uint8Array): ApkPackage[] {
  const packages: ApkPackage[] = []
  let record = new Map<number, string>()
  let directories: { path: Line; files: Line[] }[] = []
  const finish = () => {
    const found = installedPackage(record.get(NAME), record.get(VERSION), record.get(ARCHITECTURE))
    if (found !== undefined) packages.push({ ...found, directories })
    record = new Map()
    directories = []
  }
  let before = 0
  for (const { start, end } of linesOf(bytes)) {
    if (start > before + 1) finish() // an empty line stood in between
    before = end
    const letter = bytes[start] ?? 0
    if (bytes[start + 1] !== COLON) continue
    const value = { start: start + 2, end }
    if (letter === DIRECTORY) directories.push({ path: value, files: [] })
    else if (letter === FILE) directories.at(-1)?.files.push(value)
    else if (KEPT.has(letter) && !record.has(letter))
      record.set(letter, utf8.decode(bytes.subarray(value.start, end)))
  }
  finish()
  return packages
}

const NAME = 0x50
const VERSION = 0x56
const ARCHITECTURE = 0x41
const DIRECTORY = 0x46
const FILE = 0x52
const COLON = 0x3a
const KEPT: ReadonlySet<number> = new Set([NAME, VERSION, ARCHITECTURE])
const utf8 = new TextDecoder()
