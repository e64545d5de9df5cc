import { expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { abortable } from '../../src/stream/abortable.ts'
import { bytesOf, collect, faultOf, inChunks, textOf, watched } from './chunks.ts'

test('without an abort everything flows', async () => {
  const bytes = abortable(inChunks(bytesOf('all of it'), 2), new AbortController().signal)
  expect(textOf(await collect(bytes))).toBe('all of it')
})

test('an abort interrupts a reader that waits for a source that hangs, and stops the source', async () => {
  const source = watched([bytesOf('first')], 'hang')
  const controller = new AbortController()
  const reading = collect(abortable(source, controller.signal))
  setImmediate(() => controller.abort())
  expect(await faultOf(reading)).toEqual({ kind: 'interrupted' })
  expect(source.isStopped).toBe(true)
})

test('a signal that has fired already lets nothing through', async () => {
  const source = watched([bytesOf('first')], 'end')
  expect(await faultOf(collect(abortable(source, AbortSignal.abort())))).toEqual({ kind: 'interrupted' })
  expect(source.given).toBe(0)
})

test('a signal aborted with a fault passes it on', async () => {
  const reason = new LayerscopeError({ kind: 'usage', message: 'Stop.' })
  const reading = collect(abortable(watched([], 'hang'), AbortSignal.abort(reason)))
  await expect(reading).rejects.toBe(reason)
})

test('an error of the source is passed on unchanged', async () => {
  const broken = new Error('the disk is gone')
  const reading = collect(abortable(watched([bytesOf('a')], broken), new AbortController().signal))
  await expect(reading).rejects.toBe(broken)
})

test('a reader that leaves early stops the source', async () => {
  const source = watched([bytesOf('a'), bytesOf('b')], 'end')
  for await (const _ of abortable(source, new AbortController().signal)) break
  expect(source.isStopped).toBe(true)
  expect(source.given).toBe(1)
})
