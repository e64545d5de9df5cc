import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tarOf } from '../../../fixtures/tar/tar-of.ts'
import { fromText } from '../../../src/image/byte-string.ts'
import type { ElfFact } from '../../../src/image/facts/fact.ts'
import { FileFacts } from '../../../src/image/facts/file-facts.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { contentKind } from '../../../src/report/content-kind/content-kind.ts'
import { TEXT_HEAD } from '../../../src/report/content-kind/text-encoding.ts'

/** What a content is, with the facts its layer would have. */
function kindOf(content: Uint8Array): string {
  const facts = new FileFacts({ path: parseTreePath(fromText('/file')), mode: 0o755, length: content.length })
  facts.push(content, 0)
  const elf = facts.finish().find((fact): fact is ElfFact => fact.kind === 'elf') ?? null
  return contentKind({ head: content.subarray(0, TEXT_HEAD), elf })
}

const elf = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/elf', name))
const hex = (digits: string): Uint8Array => Buffer.from(digits.padEnd(80, '0'), 'hex')
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const zip = (name: string, rest = ''): Uint8Array =>
  latin1(`PK\x03\x04${'\0'.repeat(22)}${String.fromCharCode(name.length, 0)}\0\0${name}${rest}`)

describe('text', () => {
  // biome-ignore format: one case per line
  test.each([
    ['',                                           'empty'],
    ['plain\n',                                    'ASCII text'],
    ['grün\n',                                     'UTF-8 text'],
    ['\ufeffmark\n',                               'UTF-8 (with BOM) text'],
    ['one\r\ntwo\r\n',                             'ASCII text, with CRLF line ends'],
    ['one\r\ntwo\n',                               'ASCII text, with CRLF and LF line ends'],
    ['one\rtwo',                                   'ASCII text, with CR line ends'],
    ['red \x1b[31m\n',                             'ASCII text'],
    ['#!/bin/sh\nexit\n',                          'script for /bin/sh, ASCII text'],
    ['#!/usr/bin/env -S A=1 python3 -u\n',         'script for python3, ASCII text'],
    ['#!/bin/sh\r\nexit\r\n',                      'script for /bin/sh, ASCII text, with CRLF line ends'],
    ['{"a": 1}\n',                                 'JSON data, ASCII text'],
    ['[\n  {"a": 1}]\n',                           'JSON data, ASCII text'],
    ['[section]\nkey=1\n',                         'ASCII text'],
    ['<?xml version="1.0"?>\n',                    'XML document, ASCII text'],
    ['# all of them\n-----BEGIN CERTIFICATE-----\n', 'PEM certificate, ASCII text'],
    ['-----BEGIN RSA PRIVATE KEY-----\n',          'PEM private key, ASCII text'],
    ['a\0b',                                       'data'],
  ])('%j is %s', (content, kind) => {
    expect(kindOf(Buffer.from(content))).toBe(kind)
  })

  test('other encodings', () => {
    expect(kindOf(latin1('caf\xe9\n'))).toBe('ISO-8859 text')
    expect(kindOf(Buffer.from('\ufeffwide\n', 'utf16le'))).toBe('UTF-16LE text')
    expect(kindOf(latin1('\x80\x81'))).toBe('data')
  })

  test('a character cut at the end of what is looked at is still text', () => {
    const text = Buffer.from('ü'.repeat(TEXT_HEAD))
    expect(contentKind({ head: text.subarray(0, TEXT_HEAD - 1), elf: null })).toBe('UTF-8 text')
  })
})

describe('magic', () => {
  // biome-ignore format: one case per line
  test.each([
    [gzipSync('x'),                                'gzip compressed data'],
    [zstdCompressSync('x'),                        'Zstandard compressed data'],
    [hex('fd377a585a00'),                          'XZ compressed data'],
    [latin1('BZh91AY&SY'),                         'bzip2 compressed data'],
    [tarOf([{ name: 'a' }], { dialect: 'gnu' }),   'tar archive (GNU)'],
    [tarOf([{ name: 'a' }], { dialect: 'pax' }),   'tar archive (POSIX)'],
    [zip('META-INF/MANIFEST.MF'),                  'Java archive (jar)'],
    [zip('mimetype', 'application/epub+zip'),      'Zip archive (application/epub+zip)'],
    [zip('readme'),                                'Zip archive'],
    [latin1('!<arch>\ndebian-binary   '),          'Debian binary package'],
    [latin1('!<arch>\n/               '),          'ar archive'],
    [hex('89504e470d0a1a0a0000000d494844520000028000000' + '1e0'), 'PNG image, 640 × 480'],
    [latin1('SQLite format 3\0'),                  'SQLite 3 database'],
    [hex('cafebabe00000041'),                      'Java class, version 65 (Java 21)'],
    [hex('cafebabe00000002'),                      'Mach-O universal binary'],
    [hex('a70d0d0a'),                              'Python 3.11 bytecode'],
    [hex('cb0d0d0a'),                              'Python 3.12 bytecode'],
    [latin1('TZif2'),                              'time zone data'],
    [hex('0061736d01000000'),                      'WebAssembly binary'],
    [deflateSync('some content'),                  'data'],
  ])('%#: %s', (content, kind) => {
    expect(kindOf(content)).toBe(kind)
  })
})

describe('ELF', () => {
  test.each([
    [
      'server-dynamic',
      /^ELF 64-bit LSB pie executable, x86-64, dynamically linked, interpreter \/lib64\/ld-linux-x86-64\.so\.2, BuildID\[sha1\]=[0-9a-f]{40}, Go 1\.22\.1 of example\.org\/course\/api-service, not stripped$/,
    ],
    ['server-static', /^ELF 64-bit LSB executable, x86-64, statically linked, .*stripped$/],
    ['libgreet.so.1', /^ELF 64-bit LSB shared object, x86-64, dynamically linked/],
    ['greet.o', /^ELF 64-bit LSB relocatable, x86-64$/],
  ])('%s', (name, kind) => {
    expect(kindOf(elf(name))).toMatch(kind)
  })

  test('cut off, or damaged anywhere: one harmless line', () => {
    expect(kindOf(elf('server-dynamic').subarray(0, 10))).toBe('ELF, cut off inside its header')
    const whole = elf('greeter-rpath')
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 20 }),
        (length, edits) => {
          const damaged = Uint8Array.from(whole)
          for (const [at, byte] of edits) damaged[at] = byte
          expect(kindOf(damaged.subarray(0, length))).not.toMatch(HARMFUL)
        },
      ),
    )
  })
})

test('whatever a content is, its kind is one line a terminal may show', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), content => {
      expect(kindOf(content)).toMatch(/./u)
      expect(kindOf(content)).not.toMatch(HARMFUL)
    }),
  )
})

/** What could end the line, or drive a terminal; letters of any script may come of damaged bytes. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
