import { type TextEncoding, textEncoding } from './text-encoding.ts'

/** What a text is for, and how it is written: `script for /bin/sh, ASCII text`. `null` for what is no text. */
export function textKind(head: Uint8Array): string | null {
  const encoding = textEncoding(head)
  if (encoding === null) return null
  const text = decode(head, encoding)
  const written = `${encoding} text${endings(text)}`
  const purpose = purposeOf(text)
  return purpose === null ? written : `${purpose}, ${written}`
}

function decode(head: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'UTF-16LE') return new TextDecoder('utf-16le').decode(head)
  if (encoding === 'UTF-16BE') return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder(encoding === 'ISO-8859' ? 'latin1' : 'utf-8').decode(head)
}

function endings(text: string): string {
  const returns = text.match(/\r\n/g)?.length ?? 0
  const newlines = text.match(/\n/g)?.length ?? 0
  const bare = /\r(?!\n|$)/.test(text) && newlines === 0 ? ', with CR line ends' : ''
  if (returns === 0) return bare
  return returns === newlines ? ', with CRLF line ends' : ', with CRLF and LF line ends'
}

function purposeOf(text: string): string | null {
  const program = shebangProgram(text)
  if (program !== null) return `script for ${program}`
  return PURPOSES.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** What runs a script, by its `#!` line; `null` without one. */
export function shebangProgram(text: string): string | null {
  const shebang = /^#![ \t]*([^\s]+)(?:[ \t]+([^\r\n]*))?/.exec(text)
  return shebang === null ? null : interpreterOf(shebang[1] ?? '', shebang[2] ?? '')
}

/** `#!/usr/bin/env -S python3 -u` is a script for python3. */
function interpreterOf(path: string, rest: string): string {
  if (!/(?:^|\/)env$/.test(path)) return path
  return rest.split(/\s+/).find(word => word !== '' && !word.startsWith('-') && !word.includes('=')) ?? path
}

const PURPOSES: readonly (readonly [pattern: RegExp, purpose: string])[] = [
  [/^-----BEGIN CERTIFICATE-----/m, 'PEM certificate'],
  [/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m, 'PEM private key'],
  [/^-----BEGIN PUBLIC KEY-----/m, 'PEM public key'],
  [/^-----BEGIN PGP /m, 'PGP data'],
  [/^\s*<\?xml/, 'XML document'],
  [/^\s*<!doctype html|^\s*<html/i, 'HTML document'],
  [/^\s*[{[]\s*(?:"|[{[]|[}\]]\s*$)/, 'JSON data'],
]
