import { expect, test } from 'vitest'
import { fromText } from '../../../src/image/byte-string.ts'
import { type Fact, factOf } from '../../../src/image/facts/fact.ts'
import { LayerFactsBuilder } from '../../../src/image/facts/layer-facts-builder.ts'

const script = (length: number): Fact => ({ kind: 'script', head: fromText('#'.repeat(length)) })
const secret: Fact = { kind: 'secret', signatures: ['npmToken'] }

test('facts are found by entry and kind', () => {
  const builder = new LayerFactsBuilder()
  builder.add(3, [script(9), secret])
  builder.add(4, [])
  const facts = builder.build()
  expect(factOf(facts, 3, 'secret')?.signatures).toEqual(['npmToken'])
  expect(factOf(facts, 3, 'elf')).toBeUndefined()
  expect(factOf(facts, 4, 'script')).toBeUndefined()
  expect(facts).toMatchObject({ complete: true })
  expect(facts.byEntry.size).toBe(1)
})

test('past the ceiling facts are dropped, and the layer says so', () => {
  const builder = new LayerFactsBuilder(2000)
  for (let entry = 0; entry < 100; entry++) builder.add(entry, [script(100)])
  const facts = builder.build()
  expect(facts.complete).toBe(false)
  expect(facts.byEntry.size).toBe(5)
})
