import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RECORDED, type RecordedName, writeRecorded } from '../../../fixtures/archive/recorded.ts'
import { SCHEMA } from '../../../src/report/schema/schema.ts'
import { tryCommand } from '../../cli/try-command.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema({ ...SCHEMA, $id: 'layerscope' })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
})

afterAll(() => rm(folder, { recursive: true }))

/** Which of several images a recording holds is meant. */
const TAGS: Readonly<Record<string, string>> = { 'docker20-two-images.tar': ':mini:naive' }

/** The recording keeps the documents and the small layers only: an image that can be read in part. */
const PARTIAL = 'skopeo-oci-zstd-dir'

test.each(RECORDED.filter(name => name !== PARTIAL))(
  'the analysis of %s with every file fits the schema',
  async name => {
    await expectToFit(['--json', '--files', await reference(name)], 'layerscope')
  },
)

test('an image that can be read in part fits it too, and ends with 2 and a sentence for each missing layer', async () => {
  const { code, stdout, stderr } = await tryCommand(['--json', '--files', await reference(PARTIAL)])
  const analysis = JSON.parse(stdout)
  expect(code).toBe(2)
  expect(stderr.trimEnd().split('\n')).toEqual(
    [0, 1, 3, 5].map(layer => expect.stringMatching(`^Layer ${layer} .* is missing`)),
  )
  expect(analysis).toMatchObject({ complete: false, image: { unpackedBytes: null, finalBytes: null } })
  expect(analysis.finalFiles).toBeUndefined()
  expect(ajv.validate('layerscope', analysis) ? null : ajv.errors).toBeNull()
})

test.each([
  ['--json', 'layerscope'],
  ['history --json', 'layerscope#/$defs/historyReport'],
  ['waste --json', 'layerscope#/$defs/wasteReport'],
  ['packages --json', 'layerscope#/$defs/packagesReport'],
  ['ls -R --json', 'layerscope#/$defs/lsReport'],
  ['ls -R --json --only-layer 4', 'layerscope#/$defs/lsReport'],
  ['find --json', 'layerscope#/$defs/findReport'],
  ['grep --json -n .', 'layerscope#/$defs/grepReport'],
])('%s fits the schema', async (words, schema) => {
  await expectToFit([...words.split(' '), await reference('docker26-oci.tar')], schema)
})

test('cache predict --json fits the schema', async () => {
  const context = fileURLToPath(new URL('../../../fixtures/course/api-service', import.meta.url))
  const words = ['cache', 'predict', context, '-f', `${context}/Dockerfile.naive`, '--json']
  await expectToFit([...words, '--changed', 'main.go', 'NOTES.md'], 'layerscope#/$defs/cachePredictReport')
  await expectToFit(words, 'layerscope#/$defs/cachePredictReport')
})

test('file --json fits the schema', async () => {
  const image = await reference('docker26-oci.tar')
  await expectToFit(['file', '--json', image, '/'], 'layerscope#/$defs/kindReport')
})

test('doctor --json fits it, and ends with 1 when the image will not start', async () => {
  const { code, stdout } = await tryCommand(['doctor', '--json', await reference('docker26-oci.tar')])
  const report = JSON.parse(stdout)
  expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'will not start' })
  expect(ajv.validate('layerscope#/$defs/doctorReport', report) ? null : ajv.errors).toBeNull()
})

async function reference(name: RecordedName): Promise<string> {
  return `${await writeRecorded(folder, name)}${TAGS[name] ?? ''}`
}

async function expectToFit(words: readonly string[], schema: string): Promise<void> {
  const { code, stdout, stderr } = await tryCommand([...words, '--platform', 'linux/amd64'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const valid = ajv.validate(schema, JSON.parse(stdout))
  expect(valid ? null : ajv.errors).toBeNull()
}

test('an analysis names its sizes so that they add up', async () => {
  const path = await writeRecorded(folder, 'skopeo-oci-gzip.tar')
  const { stdout } = await tryCommand([path, '--json', '--files'])
  const { image, layers, waste, finalFiles, categories } = JSON.parse(stdout)
  const sum = (rows: { [name: string]: number }[], field: string) =>
    rows.reduce((total, row) => total + (row[field] ?? 0), 0)
  expect(sum(layers, 'unpackedBytes')).toBe(image.unpackedBytes)
  const added = (bytes: { [category: string]: number }) =>
    Object.values(bytes).reduce((total, each) => total + each, 0)
  expect(added(categories)).toBe(image.finalBytes)
  for (const layer of layers) expect(added(layer.categories)).toBe(layer.unpackedBytes)
  expect(sum(layers, 'contributionBytes')).toBe(image.finalBytes)
  expect(sum(layers, 'wastedBytes')).toBe(waste.bytes)
  expect(sum(finalFiles, 'carried')).toBe(image.finalBytes)
  expect(waste.bytes).toBe(image.unpackedBytes - image.finalBytes)
})
