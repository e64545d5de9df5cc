import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { SCHEMA } from '../../../src/report/schema/schema.ts'

const SHIPPED = fileURLToPath(new URL('../../../src/report/schema/layerscope.schema.json', import.meta.url))

test('the shipped file is the schema (npm run test:update writes it)', async () => {
  await expect(`${JSON.stringify(SCHEMA, null, 2)}\n`).toMatchFileSnapshot(SHIPPED)
})

test('every reference leads somewhere, and every object says what it allows', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true })
  expect(() => ajv.compile(SCHEMA)).not.toThrow()
  const objects = [...everySchema(SCHEMA)].filter(schema => schema['type'] === 'object')
  expect(objects.filter(schema => schema['additionalProperties'] === undefined)).toEqual([])
})

function* everySchema(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value))
  for (const member of Object.values(value)) yield* everySchema(member)
}
