import { type Line, linesOf } from './lines.ts'

/**
 * Where the paths of one package stand in its list: `/usr/bin/curl` a line (info/NAME.list), or `HASH  usr/bin/curl`
 * (NAME.md5sums). Directories are among them.
 */
export function* parseDpkgFiles(bytes: Uint8Array): Generator<Line> {
  for (const { start, end } of linesOf(bytes)) {
    if (bytes[start] === SLASH) yield { start, end }
    else if (bytes[start + HASH_LENGTH] === BLANK && end - start > HASH_LENGTH + 2)
      yield { start: start + HASH_LENGTH + 2, end }
  }
}

const SLASH = 0x2f
const BLANK = 0x20
/** Characters of an MD5 in hex. */
const HASH_LENGTH = 32
