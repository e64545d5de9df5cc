import { type ByteString, byteString } from '../../image/byte-string.ts'

/** What the first line of a script says to the kernel (binfmt_script). */
export type Shebang =
  | {
      readonly kind: 'interpreter'
      /** With a carriage return at its end where the line has one and nothing follows the path. */
      readonly path: ByteString
      /** Everything behind it is one argument. */
      readonly argument: ByteString | null
    }
  | { readonly kind: 'none' }
  /** A byte order mark hides it. */
  | { readonly kind: 'byteOrderMark' }
  /** `#!` and nothing. */
  | { readonly kind: 'empty' }
  /** The path goes on behind the 256 bytes the kernel reads. */
  | { readonly kind: 'tooLong' }

/** Reads the beginning of a file, at most the 256 bytes the kernel looks at. */
export function readShebang(head: ByteString): Shebang {
  if (head.startsWith('\xef\xbb\xbf#!')) return { kind: 'byteOrderMark' }
  if (!head.startsWith('#!')) return { kind: 'none' }
  const end = head.indexOf('\n')
  const line = (end < 0 ? head : head.slice(0, end)).slice(2)
  const words = /^[ \t]*([^ \t\0]+)([ \t\0]*)([^\0]*)/.exec(line)
  if (words === null) return { kind: 'empty' }
  const [, path = '', gap = '', rest = ''] = words
  if (end < 0 && head.length >= KERNEL_WINDOW && gap === '') return { kind: 'tooLong' }
  const argument = rest.replace(/[ \t]+$/, '')
  return {
    kind: 'interpreter',
    path: byteString(path),
    argument: argument === '' ? null : byteString(argument),
  }
}

/** BINPRM_BUF_SIZE. */
const KERNEL_WINDOW = 256

/** What `env` does with the one argument a `#!` line gives it. */
export type EnvArgument =
  | { readonly kind: 'program'; readonly name: ByteString }
  /** Options that change what is looked for, or where. */
  | { readonly kind: 'unknown' }

/**
 * The program `#!/usr/bin/env X` runs. Without `-S` the whole rest of the line is its name, blanks and all; with it,
 * the first word that neither is an option nor sets a variable.
 */
export function envProgram(argument: ByteString): EnvArgument {
  const split = /^(?:-v?S|--split-string=?)\s*(.*)$/s.exec(argument)?.[1]
  if (split === undefined) {
    if (argument.startsWith('-') || argument.includes('=')) return { kind: 'unknown' }
    return { kind: 'program', name: argument }
  }
  const word = split.split(/\s+/).find(each => !/^\w+=/.test(each))
  if (word === undefined || word === '' || /[-$\\'"]/.test(word.charAt(0))) return { kind: 'unknown' }
  return { kind: 'program', name: byteString(word) }
}
