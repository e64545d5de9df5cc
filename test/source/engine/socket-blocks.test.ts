import { type OnReadOpts, Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { KEPT_BYTES, SocketBlocks } from '../../../src/source/engine/socket-blocks.ts'

const MiB = 1024 * 1024

test('a reader that waits gets what there is, and a late one everything in order', async () => {
  const { receive, end, read } = open()
  const first = read.next()
  receive('ab')
  expect(text(await first)).toBe('ab')
  receive('cd')
  receive('ef')
  expect(text(await read.next())).toBe('cdef')
  receive('gh')
  end()
  expect(text(await read.next())).toBe('gh')
  expect(await read.next()).toEqual({ done: true, value: undefined })
})

test('what was handed out stays as it is while the reader takes 3 MiB more, however far ahead the socket is', async () => {
  const { receive, receiveBytes, room, read } = open()
  receive('ab')
  const { value: first } = await read.next()
  let taken = 0
  let runs = true
  while (taken < KEPT_BYTES) {
    while (runs) runs = receiveBytes(room()) !== false
    const { value } = await read.next()
    taken += value?.length ?? 0
    runs = true
  }
  expect(text({ value: first ?? new Uint8Array() })).toBe('ab')
})

test('blocks are used again: a long stream takes no more memory than a short one', async () => {
  const { fill, read } = open()
  const memory = new Set<ArrayBufferLike>()
  for (let block = 0; block < 100; block++) {
    fill()
    const { value } = await read.next()
    if (value) memory.add(value.buffer)
  }
  expect(memory.size).toBeLessThanOrEqual(8)
})

test('two full blocks that nobody took pause the socket, and taking one resumes it', async () => {
  const { fill, read, socket } = open()
  const resume = vi.spyOn(socket, 'resume')
  expect(fill()).toBe(true)
  expect(fill()).toBe(false)
  expect(resume).not.toHaveBeenCalled()
  expect((await read.next()).value).toHaveLength(MiB)
  expect(resume).toHaveBeenCalledTimes(1)
})

test('there is always room for the next read', () => {
  const { room, receiveBytes } = open()
  for (let total = 0; total < 3 * MiB; ) {
    expect(room()).toBeGreaterThanOrEqual(64 * 1024)
    const received = Math.min(room(), 50_000)
    receiveBytes(received)
    total += received
  }
})

test('what came before an error is handed out before it', async () => {
  const { receive, read, socket } = open()
  receive('ab')
  socket.emit('error', new Error('reset'))
  expect(text(await read.next())).toBe('ab')
  await expect(read.next()).rejects.toThrow('reset')
})

test('a reader that leaves destroys the socket', async () => {
  const { receive, read, socket } = open()
  receive('ab')
  await read.next()
  await read.return()
  expect(socket.destroyed).toBe(true)
})

/** Blocks of a socket that is not connected: the test plays the kernel. */
function open() {
  const socket = new Socket()
  let onread: OnReadOpts | undefined
  const blocks = new SocketBlocks(given => {
    onread = given
    return socket
  })
  const buffer = () => {
    const given = typeof onread?.buffer === 'function' ? onread.buffer() : undefined
    if (given === undefined) throw new Error('no buffer')
    return given
  }
  const receiveBytes = (bytes: number) => {
    buffer().fill(0x78, 0, bytes)
    return onread?.callback(bytes, buffer())
  }
  return {
    socket,
    read: blocks.read(),
    room: () => buffer().length,
    receiveBytes,
    fill: () => receiveBytes(buffer().length),
    receive: (sent: string) => {
      buffer().set(Buffer.from(sent))
      onread?.callback(sent.length, buffer())
    },
    end: () => socket.emit('end'),
  }
}

function text({ value }: IteratorResult<Uint8Array, void>): string {
  return Buffer.from(value ?? []).toString()
}
