import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SCHEMA } from '../../../src/report/schema/schema.ts'
import { tryCommand } from '../../cli/try-command.ts'
import { writeBuilds, writeLogs, writeProject } from '../../transcripts/cache-builds.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema({ ...SCHEMA, $id: 'layerscope' })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await Promise.all([writeBuilds(folder), writeLogs(folder), writeProject(folder)])
})

afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['explain built.tar rebuilt.tar', 'cacheExplainReport'],
  ['explain built.tar built.tar', 'cacheExplainReport'],
  ['log classic.log', 'cacheLogReport'],
  ['log naive.log optimised.log', 'cacheLogReport'],
  ['context project', 'cacheContextReport'],
])('cache %s --json fits the schema', async (line, report) => {
  const [verb = '', ...files] = line.split(' ')
  const words = ['cache', verb, ...files.map(file => join(folder, file)), '--json']
  const { code, stdout, stderr } = await tryCommand(words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const valid = ajv.validate(`layerscope#/$defs/${report}`, JSON.parse(stdout))
  expect(valid ? null : ajv.errors).toBeNull()
})
