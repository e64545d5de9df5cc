import { afterEach, expect, test } from 'vitest'
import { LayerThreads } from '../../src/worker/layer-threads.ts'

const pools: LayerThreads[] = []

function pool(most: number): LayerThreads {
  const made = new LayerThreads(most)
  pools.push(made)
  return made
}

afterEach(async () => {
  for (const made of pools.splice(0)) await made.close()
})

test('as many layers are read at a time as there may be threads, the largest of those that wait first', async () => {
  const threads = pool(2)
  const begun: number[] = []
  const gates = new Map<number, () => void>()
  const uses = [1, 5, 3, 9].map(bytes =>
    threads.use(bytes, () => {
      begun.push(bytes)
      return new Promise<void>(resolve => gates.set(bytes, resolve))
    }),
  )
  await until(() => begun.length === 2)
  expect(begun).toEqual([1, 5])
  gates.get(1)?.()
  await until(() => begun.length === 3)
  expect(begun).toEqual([1, 5, 9])
  gates.get(5)?.()
  await until(() => begun.length === 4)
  for (const open of gates.values()) open()
  await Promise.all(uses)
})

test('a thread is used again, but not one that ended', async () => {
  const threads = pool(1)
  threads.prepare()
  const first = await threads.use(1, async thread => thread)
  expect(await threads.use(1, async thread => thread)).toBe(first)
  await threads.use(1, thread => thread.close())
  expect(await threads.use(1, async thread => thread)).not.toBe(first)
})

test('whoever waits when all is closed is told', async () => {
  const threads = pool(1)
  const first = threads.use(1, () => new Promise<void>(() => undefined))
  const second = threads.use(1, async () => undefined)
  first.catch(() => undefined)
  const told = expect(second).rejects.toThrow('closed')
  void threads.close()
  await told
  await expect(threads.use(1, async () => undefined)).rejects.toThrow('closed')
  pools.length = 0
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(setImmediate)
}
