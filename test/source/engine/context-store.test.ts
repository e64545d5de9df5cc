import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readContext, readCurrentContext } from '../../../src/source/engine/context-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const id = (name: string) => createHash('sha256').update(name).digest('hex')
const meta = (name: string) => `contexts/meta/${id(name)}/meta.json`
const context = (name: string, docker: object) =>
  JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } })

// biome-ignore format: a table
test.each([
  ['{"currentContext":"lab"}', 'lab'],
  ['{"auths":{}}',             null],
  ['{"currentContext":7}',     null],
  ['not JSON',                 null],
])('the current context of %s is %s', async (config, expected) => {
  expect(await readCurrentContext(folderWith({ 'config.json': config }))).toBe(expected)
})

test('without a configuration there is no current context', async () => {
  expect(await readCurrentContext('/nowhere')).toBe(null)
})

test('a context names an endpoint, and its folder of certificates switches TLS on', async () => {
  const folder = folderWith({
    [meta('lab')]: context('lab', { Host: 'tcp://lab:2376', SkipTLSVerify: false }),
    [`contexts/tls/${id('lab')}/docker/ca.pem`]: 'CA',
  })
  expect(await readContext(folder, 'lab', 'DOCKER_CONTEXT', 'linux')).toMatchObject({
    kind: 'endpoint',
    because: 'DOCKER_CONTEXT "lab"',
    address: 'tcp://lab:2376',
    chosen: true,
    endpoint: { tls: { kind: 'on', folder: `${folder}/contexts/tls/${id('lab')}/docker`, verify: true } },
  })
})

// biome-ignore format: a table
test.each([
  [{ Host: 'tcp://lab:2375' },                       { kind: 'off' }],
  [{ Host: 'tcp://lab:2376', SkipTLSVerify: true },  { kind: 'on', folder: null, verify: false }],
])('a context of %j has TLS %j', async (docker, tls) => {
  const folder = folderWith({ [meta('lab')]: context('lab', docker) })
  expect(await readContext(folder, 'lab', 'current context', 'linux')).toMatchObject({ endpoint: { tls } })
})

test('a context that does not exist is told with those that do, and is not the default', async () => {
  const folder = folderWith({
    [meta('lab')]: context('lab', { Host: 'x' }),
    [meta('ci')]: context('ci', { Host: 'x' }),
  })
  expect(await readContext(folder, 'lbb', 'DOCKER_CONTEXT', 'linux')).toEqual({
    kind: 'unusable',
    address: 'lbb',
    because: 'DOCKER_CONTEXT',
    problem: `no such context in ${folder}/contexts: there are ci, lab, and default`,
  })
})

// biome-ignore format: a table
test.each([
  ['not JSON',                            /is not a JSON object/],
  ['[]',                                  /is not a JSON object/],
  ['{"Endpoints":{}}',                    /names no Endpoints.docker.Host/],
  ['{"Endpoints":{"docker":{"Host":1}}}', /names no Endpoints.docker.Host/],
  [context('lab', { Host: 'fd://' }),     /leads to no engine/],
])('a context file with %s is told', async (text, problem) => {
  const candidate = await readContext(folderWith({ [meta('lab')]: text }), 'lab', 'current context', 'linux')
  expect(candidate).toMatchObject({ kind: 'unusable', problem: expect.stringMatching(problem) })
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
