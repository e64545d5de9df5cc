import { expect, test, vi } from 'vitest'
import { Neighbours } from '../../src/source/neighbours.ts'
import type { Source } from '../../src/source/source.ts'

const DEBIAN = { names: ['debian:12'], digests: [], diffIds: [] }

function sourceWith(neighbours: NonNullable<Source['neighbours']>): Source {
  return { info: { kind: 'engine', label: 'a test', notes: [] }, async *parts() {}, neighbours }
}

const { signal } = new AbortController()

test('what the place tells is known', async () => {
  using neighbours = new Neighbours(
    sourceWith(async () => [DEBIAN]),
    signal,
  )
  neighbours.ask()
  expect(await neighbours.known()).toEqual([DEBIAN])
})

test.each<[what: string, source: Source | null]>([
  ['that fails', sourceWith(() => Promise.reject(new Error('gone')))],
  ['nobody asks', null],
])('of a place %s nothing is known, and nothing thrown', async (_what, source) => {
  using neighbours = new Neighbours(source, signal)
  neighbours.ask()
  expect(await neighbours.known()).toEqual([])
})

test('a place that never ends is stopped, and tells what it has', async () => {
  vi.useFakeTimers()
  const endless = sourceWith(
    stop => new Promise(resolve => stop.addEventListener('abort', () => resolve([DEBIAN]))),
  )
  using neighbours = new Neighbours(endless, signal)
  neighbours.ask()
  const known = neighbours.known()
  await vi.runAllTimersAsync()
  expect(await known).toEqual([DEBIAN])
  vi.useRealTimers()
})

test('nothing is asked any longer once the image was given up', () => {
  let stopped = false
  const place = sourceWith(stop => {
    stop.addEventListener('abort', () => (stopped = true))
    return new Promise(() => {})
  })
  const neighbours = new Neighbours(place, signal)
  neighbours.ask()
  neighbours[Symbol.dispose]()
  expect(stopped).toBe(true)
})
