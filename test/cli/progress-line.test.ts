import { expect, test } from 'vitest'
import { ProgressLine, progressText } from '../../src/cli/progress-line.ts'
import type { InspectEvent } from '../../src/events.ts'

// biome-ignore format: one case per line
test.each<[InspectEvent, string | null]>([
  [{ kind: 'waiting', expectedBytes: 5e9 },                                              'Waiting for the engine to export api:1…'],
  [{ kind: 'progress', readBytes: 0, expectedBytes: null },                              'Reading api:1…'],
  [{ kind: 'progress', readBytes: 12_300_000, expectedBytes: null },                     'Reading api:1 12.3 MB'],
  [{ kind: 'progress', readBytes: 250e6, expectedBytes: 1e9 },                           'Reading api:1 250.0 MB of 1.00 GB (25 %)'],
  [{ kind: 'progress', readBytes: 2e9, expectedBytes: 1e9 },                             'Reading api:1 2.00 GB of 1.00 GB (100 %)'],
  [{ kind: 'pulling', status: 'Downloading', currentBytes: 5e6, totalBytes: 10e6 },      'Pulling api:1: Downloading 5.0 MB of 10.0 MB (50 %)'],
  [{ kind: 'source', label: 'x', notes: [] },                                            null],
])('%j is told as %j', (event, text) => {
  expect(progressText(event, 'api:1')).toBe(text)
})

test('the line is rewritten in place, cut to the terminal, and cleared', async () => {
  const { stream, written } = terminal(20)
  const line = new ProgressLine(stream, 'a/very/long/reference')
  await line.show({ kind: 'progress', readBytes: 1e6, expectedBytes: 2e6 })
  await line.clear()
  await line.clear()
  expect(written).toEqual(['\r\x1b[KReading a/very/lon…', '\r\x1b[K'])
})

test('notes stay, each on its own line, made harmless', async () => {
  const { stream, written } = terminal(80)
  await new ProgressLine(stream, 'x').show({ kind: 'source', label: 'x', notes: ['also a file \x1b[31m'] })
  expect(written).toEqual(['also a file \\x1b[31m\n'])
})

function terminal(columns: number) {
  const written: string[] = []
  const write = async (piece: string) => void written.push(piece)
  return { written, stream: { isTerminal: true, columns, write } }
}
