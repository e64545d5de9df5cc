import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { describeBytes, HEAD_LENGTH, peek } from '../../src/stream/sniff.ts'
import { bytesOf, CHUNK_SIZES, collect, inChunks, textOf, watched } from './chunks.ts'

describe('peek', () => {
  test.each(CHUNK_SIZES)('shows the head and loses nothing, in chunks of %i', async size => {
    const { head, bytes } = await peek(inChunks(bytesOf('hello, world'), size), 5)
    expect(textOf(head)).toBe('hello')
    expect(textOf(await collect(bytes))).toBe('hello, world')
  })

  test.each(CHUNK_SIZES)('shows what there is when there is less, in chunks of %i', async size => {
    const { head, bytes } = await peek(inChunks(bytesOf('hi'), size), 5)
    expect(textOf(head)).toBe('hi')
    expect(textOf(await collect(bytes))).toBe('hi')
  })

  test('shows nothing of nothing', async () => {
    const { head, bytes } = await peek(inChunks(new Uint8Array(), 1), 5)
    expect(head.length).toBe(0)
    expect((await collect(bytes)).length).toBe(0)
  })

  test('asks for no more than the head needs', async () => {
    const source = watched([bytesOf('abc'), bytesOf('def'), bytesOf('ghi')], 'hang')
    await peek(source, 4)
    expect(source.given).toBe(2)
  })

  test('the source is told to stop, whether the rest is left early or never begun', async () => {
    for (const leave of ['early', 'unread'] as const) {
      const source = watched([bytesOf('abc'), bytesOf('def')], 'hang')
      const { bytes } = await peek(source, 1)
      if (leave === 'unread') await bytes.return()
      else for await (const _ of bytes) break
      expect(source.isStopped).toBe(true)
    }
  })
})

const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...deflateRawSync('x')])

test.each<[bytes: Uint8Array, name: string]>([
  [new Uint8Array(), 'an empty file'],
  [gzipSync('x'), 'gzip-compressed data'],
  [zstdCompressSync('x'), 'zstd-compressed data'],
  [new Uint8Array([0x5c, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]), 'zstd-compressed data'],
  [new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'xz-compressed data'],
  [bytesOf('BZh91AY&SY'), 'bzip2-compressed data'],
  [new Uint8Array([4, 0x22, 0x4d, 0x18]), 'lz4-compressed data'],
  [tarOf([{ name: 'a' }]), 'a tar archive'],
  [tarOf([{ name: 'a' }], { dialect: 'gnu' }), 'a tar archive'],
  [bytesOf('\x7fELF\x02\x01\x01\0'), 'an ELF binary'],
  [zip, 'a zip archive'],
  [new Uint8Array(600), 'a file of zeros'],
  [bytesOf('  {"layers": []}'), 'a JSON document'],
  [bytesOf('[1]'), 'a JSON document'],
  [bytesOf('#!/bin/sh\n'), 'a script'],
  [bytesOf('FROM scratch\n'), 'text'],
  [bytesOf('ü'.repeat(300)).subarray(0, 511), 'text'],
  [new Uint8Array([0xc3, 0x28, 1, 2]), 'binary data of an unknown kind'],
])('%# is %s', (bytes, name) => {
  expect(describeBytes(bytes.subarray(0, HEAD_LENGTH))).toBe(name)
})
