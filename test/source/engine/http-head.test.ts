import { describe, expect, test } from 'vitest'
import { parseHttpHead } from '../../../src/source/engine/http-head.ts'

describe('the head of an answer', () => {
  // biome-ignore format: a table
  test.each([
    ['HTTP/1.0 200 OK',                                            200, { kind: 'untilClose' }],
    ['HTTP/1.1 200',                                               200, { kind: 'untilClose' }],
    ['HTTP/1.1 404 Not Found\r\nContent-Length: 34',               404, { kind: 'length', bytes: 34 }],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked',              200, { kind: 'chunked' }],
    ['HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\nContent-Length: 5', 200, { kind: 'chunked' }],
  ])('%j', (text, status, framing) => {
    expect(parseHttpHead(text)).toEqual({ status, framing })
  })

  // biome-ignore format: a table
  test.each([
    '',
    'SSH-2.0-OpenSSH_9.2',
    'HTTP/2 200',
    'HTTP/1.1 99 Odd',
    'HTTP/1.1 2000 OK',
    'HTTP/1.1 200 OK\r\nContent-Length: -5',
    'HTTP/1.1 200 OK\r\nContent-Length: 5, 6',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked',
  ])('%j is none that we understand', text => {
    expect(parseHttpHead(text)).toBe(undefined)
  })
})
