import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlainServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { LayerscopeError } from '../../../src/errors.ts'
import { exportImages } from '../../../src/source/engine/export-images.ts'
import { listImages } from '../../../src/source/engine/list-images.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { machine, respond, VERSION_20 } from './fake-engine.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const signal = new AbortController().signal

/** Two authorities: `ours` vouches for the engine and for Ann, `theirs` for nobody we know. */
describe.skipIf(!hasOpenssl)(
  `TLS${hasOpenssl ? '' : ' (skipped: no openssl program makes certificates here)'}`,
  () => {
    let folder = ''
    let port = 0
    let server: Server | undefined

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'ls-tls-'))
      for (const authority of ['ours', 'theirs']) makeAuthority(folder, authority)
      makeCertificate(folder, 'engine', 'ours', 'subjectAltName=IP:127.0.0.1')
      makeCertificate(folder, 'ann', 'ours', 'extendedKeyUsage=clientAuth')
      makeCertificate(folder, 'mallory', 'theirs', 'extendedKeyUsage=clientAuth')
      const archive = Buffer.alloc(2048)
      server = createServer(
        {
          ca: pem(folder, 'ours.pem'),
          cert: pem(folder, 'engine.pem'),
          key: pem(folder, 'engine.key'),
          requestCert: true,
          rejectUnauthorized: true,
        },
        respond(
          {
            '/version': { json: VERSION_20 },
            '/images/json': { json: [{ Id: 'sha256:1', RepoTags: ['mini:1'] }] },
            '/images/get': response => response.end(archive),
          },
          [],
        ),
      )
      port = await portOf(server)
    }, 30_000)

    afterAll(() => {
      server?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    test('with both sides verified: the question, the API and the export all go through it', async () => {
      const client = await openEngine('any', withCertificates(), signal)
      expect((await listImages(client, signal)).map(({ name }) => name)).toEqual(['mini:1'])
      let bytes = 0
      for await (const block of exportImages(
        client,
        { names: ['mini:1'], platform: null, title: 'mini:1' },
        signal,
      ))
        bytes += block.length
      expect(bytes).toBe(2048)
    })

    test('without verification (DOCKER_TLS): the authority does not matter', async () => {
      const variables = { DOCKER_TLS: '1', DOCKER_CERT_PATH: certificates('theirs.pem', 'ann') }
      expect((await openEngine('any', machine({ ...host(), ...variables }), signal)).engine.apiVersion).toBe(
        '1.41',
      )
    })

    test('and an authority that did not sign the certificate of the engine', async () => {
      expect(await answerOf(certificates('theirs.pem', 'ann'))).toMatch(/authority that is not trusted here/)
    })

    test.each(['mallory', null])('and the client certificate of %s', async client => {
      expect(await answerOf(certificates('ours.pem', client))).toMatch(/client certificate|does not trust/)
    })

    test('and a certificate for another name', async () => {
      expect(await answerOf(certificates('ours.pem', 'ann'), `tcp://localhost:${port}`)).toMatch(
        /certificate is for another name than localhost/,
      )
    })

    test('and a port that does not speak it', async () => {
      const plain = createPlainServer()
      const plainPort = await portOf(plain)
      onTestFinished(() => void plain.close())
      expect(await answerOf(certificates('ours.pem', 'ann'), `tcp://127.0.0.1:${plainPort}`)).toMatch(
        /does not speak TLS/,
      )
    })

    test('and a file that holds no certificate', async () => {
      const broken = join(folder, 'broken')
      mkdirSync(broken, { recursive: true })
      for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(broken, name), 'nothing')
      expect(await answerOf(broken)).toMatch(/holds no PEM block/)
    })

    const host = (address = `tcp://127.0.0.1:${port}`) => ({ DOCKER_HOST: address })
    const withCertificates = () =>
      machine({ ...host(), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates('ours.pem', 'ann') })

    /** A folder as DOCKER_CERT_PATH wants it. */
    function certificates(authority: string, client: string | null): string {
      const path = mkdtempSync(join(folder, 'certs-'))
      writeFileSync(join(path, 'ca.pem'), pem(folder, authority))
      if (client !== null) {
        writeFileSync(join(path, 'cert.pem'), pem(folder, `${client}.pem`))
        writeFileSync(join(path, 'key.pem'), pem(folder, `${client}.key`))
      }
      return path
    }

    async function answerOf(path: string, address?: string): Promise<string> {
      const variables = { ...host(address), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: path }
      const failure = await openEngine('any', machine(variables), signal).catch((error: unknown) => error)
      if (failure instanceof LayerscopeError && failure.fault.kind === 'engineUnreachable')
        return failure.fault.attempts[0]?.answer ?? ''
      throw failure
    }
  },
)

function makeAuthority(folder: string, name: string): void {
  const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`]
  openssl(folder, ['req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', `/CN=${name}`])
}

function makeCertificate(folder: string, name: string, authority: string, extension: string): void {
  const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`]
  const signedBy = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`]
  openssl(folder, [
    'req',
    '-x509',
    ...NEW_KEY,
    ...files,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    ...signedBy,
    '-addext',
    extension,
    '-addext',
    'basicConstraints=critical,CA:FALSE',
  ])
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

function openssl(folder: string, args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
}

function pem(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
