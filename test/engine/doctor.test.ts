import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import { buildPrograms, missingCompilers, type Programs } from './doctor-programs.ts'
import { describeWithLab, type Lab, scratchFolder } from './lab.ts'
import { output, run } from './run.ts'

/** An image as its Dockerfile and the files beside it: a program by its name, or a text. */
interface Recipe {
  readonly dockerfile: string
  readonly files: Readonly<Record<string, keyof Programs | { readonly text: string; readonly mode?: number }>>
}

const missing = await missingCompilers()

describeWithLab('doctor says what the engine does', lab => {
  let programs: Programs
  let server: TlsServer

  beforeAll(async () => {
    const folder = await scratchFolder()
    indexFolder = join(folder, 'index')
    programs = await buildPrograms(join(folder, 'programs'))
    server = await startTlsServer(join(folder, 'tls'))
  }, 300_000)

  afterAll(async () => {
    server?.close()
    await run('/usr/bin/docker', ['image', 'rm', '--force', ...images], { env: lab.env })
  })

  test.skipIf(missing.length > 0).each(Object.entries(DOES_NOT_START))(
    'does not start: %s',
    async (title, { finding, names, ...recipe }) => {
      const image = await build(lab, recipe, programs)
      const { verdict, findings, code } = await diagnose(lab, image)
      const errors = findings.filter(each => each.severity === 'error')
      expect(errors.map(each => each.kind)).toEqual([finding])
      expect(errors[0]?.message).toContain(names)
      expect({ verdict, code }).toEqual({ verdict: 'will not start', code: 1 })
      expect((await start(lab, image)).started).toBe(false)
      expect(title).not.toBe('')
    },
  )

  test.skipIf(missing.length > 0).each(Object.entries(MISBEHAVES))(
    'starts and then misbehaves: %s',
    async (_, { finding, ...recipe }) => {
      const image = await build(lab, recipe, programs)
      const { verdict, findings, code } = await diagnose(lab, image)
      expect(
        findings.filter(each => each.severity !== 'note').map(each => [each.severity, each.kind]),
      ).toEqual([['warning', finding]])
      expect({ verdict, code }).toEqual({ verdict: 'starts', code: 0 })
      expect(await start(lab, image, server.address)).toEqual({ started: true, well: false })
    },
  )

  test.skipIf(missing.length > 0).each(Object.entries(HEALTHY))('starts: %s', async (_, recipe) => {
    const image = await build(lab, recipe, programs, { 'ca.pem': { text: server.authority } })
    const { verdict, findings, code } = await diagnose(lab, image)
    expect(findings.filter(each => each.severity !== 'note')).toEqual([])
    expect({ verdict, code }).toEqual({ verdict: 'starts', code: 0 })
    expect(await start(lab, image, server.address)).toEqual({ started: true, well: true })
  })

  test.each(
    ['api-service', 'worker-service'].flatMap(service =>
      ['naive', 'optimised', 'alpine', 'distroless', 'scratch'].map(tag => `${service}:${tag}`),
    ),
  )('%s starts', async image => {
    const { verdict, findings } = await diagnose(lab, image)
    expect(findings.filter(each => each.severity === 'error')).toEqual([])
    expect(verdict).toBe('starts')
  })
})

const HELLO = { 'hello.sh': { text: '#!/bin/sh\necho started\n', mode: 0o755 } }
const glibc = '/lib/x86_64-linux-gnu/libc.so.6'

const DOES_NOT_START: Readonly<Record<string, Recipe & { finding: string; names: string }>> = {
  'a dynamic binary on scratch': {
    dockerfile: 'FROM scratch\nCOPY dynamic /dynamic\nENTRYPOINT ["/dynamic"]',
    files: { dynamic: 'dynamic' },
    finding: 'missingLoader',
    names: '/lib64/ld-linux-x86-64.so.2',
  },
  'a missing library': {
    dockerfile: 'FROM debian:bookworm\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'needsLibrary' },
    finding: 'missingLibrary',
    names: 'libhello.so.1',
  },
  'a program for a newer C library': {
    dockerfile: 'FROM debian:bookworm\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'newer' },
    finding: 'missingSymbolVersion',
    names: '/program needs GLIBC_9.34 of /usr/lib/x86_64-linux-gnu/libc.so.6',
  },
  'the C library missing beside its loader': {
    dockerfile: `FROM debian:bookworm AS base\nFROM scratch\nCOPY --from=base /lib64/ld-linux-x86-64.so.2 /lib64/\nCOPY dynamic /dynamic\nCMD ["/dynamic"]`,
    files: { dynamic: 'dynamic' },
    finding: 'missingLibrary',
    names: 'libc.so.6',
  },
  'a library in a directory of ld.so.conf, not in the cache': {
    dockerfile:
      'FROM debian:bookworm\nCOPY libhello.so.1 /opt/hello/\nRUN echo /opt/hello > /etc/ld.so.conf.d/hello.conf\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'needsLibrary', 'libhello.so.1': 'library' },
    finding: 'libraryNotInCache',
    names: 'libhello.so.1',
  },
  'a musl program on glibc': {
    dockerfile: 'FROM debian:bookworm\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'musl' },
    finding: 'missingLoader',
    names: '/lib/ld-musl-x86_64.so.1',
  },
  'the wrong architecture': {
    dockerfile: 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'staticGoArm64' },
    finding: 'wrongArchitecture',
    names: 'arm64',
  },
  'no exec bit': {
    dockerfile: 'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]',
    files: { 'hello.sh': { text: '#!/bin/sh\necho started\n', mode: 0o644 } },
    finding: 'notExecutable',
    names: '/hello.sh',
  },
  'an exec bit for somebody else': {
    dockerfile:
      'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nRUN chmod 0750 /hello.sh\nUSER nobody\nENTRYPOINT ["/hello.sh"]',
    files: HELLO,
    finding: 'notExecutable',
    names: '/hello.sh',
  },
  'a directory that USER may not enter': {
    dockerfile:
      'FROM alpine-like:3\nCOPY hello.sh /root/hello.sh\nRUN chmod 0700 /root\nUSER 1000\nENTRYPOINT ["/root/hello.sh"]',
    files: HELLO,
    finding: 'notExecutable',
    names: '/root',
  },
  'a missing shebang interpreter': {
    dockerfile: 'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]',
    files: { 'hello.sh': { text: '#!/bin/bash\necho started\n', mode: 0o755 } },
    finding: 'missingInterpreter',
    names: '/bin/bash',
  },
  'env asked for what is not there': {
    dockerfile: 'FROM debian:bookworm\nCOPY hello.py /hello.py\nENTRYPOINT ["/hello.py"]',
    files: { 'hello.py': { text: '#!/usr/bin/env python3\nprint("started")\n', mode: 0o755 } },
    finding: 'missingInterpreter',
    names: 'python3',
  },
  'a CR in the shebang': {
    dockerfile: 'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]',
    files: { 'hello.sh': { text: '#!/bin/sh\r\necho started\r\n', mode: 0o755 } },
    finding: 'carriageReturn',
    names: '/bin/sh\\r',
  },
  'a byte order mark': {
    dockerfile: 'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]',
    files: { 'hello.sh': { text: '\ufeff#!/bin/sh\necho started\n', mode: 0o755 } },
    finding: 'brokenShebang',
    names: '/hello.sh',
  },
  'a script without #!': {
    dockerfile: 'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]',
    files: { 'hello.sh': { text: 'echo started\n', mode: 0o755 } },
    finding: 'scriptWithoutShebang',
    names: '/hello.sh',
  },
  'shell form without a shell': {
    dockerfile: 'FROM scratch\nCOPY program /program\nCMD /program',
    files: { program: 'staticGo' },
    finding: 'missingShell',
    names: '/bin/sh',
  },
  'shell form with a command that is not there': {
    dockerfile: 'FROM debian:bookworm\nCMD exec /app/program --port 80',
    files: {},
    finding: 'missingCommand',
    names: '/app/program',
  },
  'an unknown user name': {
    dockerfile: 'FROM scratch\nCOPY program /program\nUSER app\nENTRYPOINT ["/program"]',
    files: { program: 'staticGo' },
    finding: 'unknownUser',
    names: 'app',
  },
  'an unknown group name': {
    dockerfile: 'FROM scratch\nCOPY program /program\nUSER 1000:app\nENTRYPOINT ["/program"]',
    files: { program: 'staticGo' },
    finding: 'unknownGroup',
    names: 'app',
  },
  'an entrypoint that is not found': {
    dockerfile: 'FROM scratch\nCOPY program /app/program\nENTRYPOINT ["/program"]',
    files: { program: 'staticGo' },
    finding: 'missingProgram',
    names: '/program',
  },
  'a WORKDIR that is a file': {
    dockerfile:
      'FROM alpine-like:3\nCOPY hello.sh /hello.sh\nENTRYPOINT ["/hello.sh"]\nWORKDIR /app\nRUN rm -r /app && echo > /app',
    files: HELLO,
    finding: 'workdirNotDirectory',
    names: '/app',
  },
}

const MISBEHAVES: Readonly<Record<string, Recipe & { finding: string }>> = {
  'no /tmp': {
    dockerfile: 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'temporary' },
    finding: 'noTemporaryFolder',
  },
  'no certificates for a call over TLS': {
    dockerfile: 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'https' },
    finding: 'noCertificates',
  },
  'no zones': {
    dockerfile: 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'zones' },
    finding: 'noTimeZones',
  },
  'a WORKDIR that USER may not write to': {
    dockerfile:
      'FROM alpine-like:3\nWORKDIR /app\nCOPY program /program\nUSER nobody\nENTRYPOINT ["/program"]',
    files: { program: 'writes' },
    finding: 'workdirNotWritable',
  },
}

const HEALTHY: Readonly<Record<string, Recipe>> = {
  'a static Go program': {
    dockerfile: 'FROM scratch\nCOPY program /program\nUSER 65532:65532\nENTRYPOINT ["/program"]',
    files: { program: 'staticGo' },
  },
  'a dynamic program of glibc': {
    dockerfile: 'FROM debian:bookworm\nCOPY program /usr/local/bin/program\nCMD ["program"]',
    files: { program: 'dynamic' },
  },
  'the same on scratch, with its loader and library': {
    dockerfile: `FROM debian:bookworm AS base\nFROM scratch\nCOPY --from=base /lib64/ld-linux-x86-64.so.2 /lib64/\nCOPY --from=base ${glibc} ${glibc}\nCOPY program /program\nENTRYPOINT ["/program"]`,
    files: { program: 'dynamic' },
  },
  'a library by LD_LIBRARY_PATH': {
    dockerfile:
      'FROM debian:bookworm\nCOPY program libhello.so.1 /opt/\nENV LD_LIBRARY_PATH=/opt\nENTRYPOINT ["/opt/program"]',
    files: { program: 'needsLibrary', 'libhello.so.1': 'library' },
  },
  'a library by the cache': {
    dockerfile:
      'FROM debian:bookworm\nCOPY program libhello.so.1 /opt/\nRUN echo /opt > /etc/ld.so.conf.d/x.conf && ldconfig\nENTRYPOINT ["/opt/program"]',
    files: { program: 'needsLibrary', 'libhello.so.1': 'library' },
  },
  'a dynamic program of musl': {
    dockerfile: 'FROM alpine-like:3\nCOPY program /program\nENTRYPOINT ["/program"]',
    files: { program: 'musl' },
  },
  'a script': {
    dockerfile: 'FROM alpine-like:3\nWORKDIR /app\nCOPY hello.sh ./\nENTRYPOINT ["./hello.sh"]',
    files: HELLO,
  },
  'a script by env -S, by a link': {
    dockerfile:
      'FROM debian:bookworm\nCOPY hello.sh /opt/hello.sh\nRUN ln -s ../../opt/hello.sh /usr/bin/hello\nUSER nobody\nCMD ["hello"]',
    files: { 'hello.sh': { text: '#!/usr/bin/env -S bash -e\necho started\n', mode: 0o755 } },
  },
  'shell form': {
    dockerfile: 'FROM debian:bookworm\nWORKDIR /app\nCOPY program ./\nCMD ./program --port $PORT',
    files: { program: 'dynamic' },
  },
  'shell form of a script without #!, which the shell runs itself': {
    dockerfile: 'FROM debian:bookworm\nCOPY hello.sh /hello.sh\nCMD /hello.sh',
    files: { 'hello.sh': { text: 'echo started\n', mode: 0o755 } },
  },
  'multi-stage, with certificates': {
    dockerfile:
      'FROM alpine-like:3 AS builder\nCOPY program /program\nRUN mkdir /empty && chmod 1777 /empty\nFROM scratch\nCOPY --from=builder /program /program\nCOPY --from=builder /empty /tmp\nCOPY ca.pem /etc/ssl/certs/ca-certificates.crt\nUSER 1000\nENTRYPOINT ["/program"]',
    files: { program: 'https' },
  },
}

/** Builds a recipe with the classic builder, which leaves its steps as they stand; the id of the image. */
async function build(
  lab: Lab,
  { dockerfile, files }: Recipe,
  programs: Programs,
  more: Recipe['files'] = {},
): Promise<string> {
  const context = join(dirname(programs.dynamic), `context-${built++}`)
  await mkdir(context)
  await writeFile(join(context, 'Dockerfile'), `${dockerfile}\n`)
  for (const [name, content] of Object.entries({ ...files, ...more })) {
    const path = join(context, name)
    if (typeof content === 'string') await copyFile(programs[content], path)
    else await writeFile(path, content.text, { mode: content.mode ?? 0o644 })
  }
  const env = { ...lab.env, DOCKER_BUILDKIT: '0' }
  const id = await output('/usr/bin/docker', ['build', '-q', '--network', 'none', context], { env })
  const image = id.trim().replace(/^sha256:/, '')
  images.push(image)
  return image
}

let built = 0
const images: string[] = []
/** A layer is read once, and what doctor wants to know of it then comes from the index: most stand on one Debian. */
let indexFolder = ''

interface Said {
  readonly verdict: string
  readonly findings: readonly { readonly kind: string; readonly severity: string; readonly message: string }[]
  readonly code: number
}

async function diagnose({ socket }: Lab, image: string): Promise<Said> {
  const variables = { DOCKER_HOST: `unix://${socket}` }
  const { code, stdout, stderr } = await tryCommand(['doctor', image, '--json'], { variables, indexFolder })
  expect(stderr).toBe('')
  return { code, ...JSON.parse(stdout) }
}

/** What the engine did: whether the program got to its first line, and whether it was content. */
async function start({ env }: Lab, image: string, address = '') {
  const variable = ['--env', `PROBE_ADDRESS=${address}`]
  const { stdout, code } = await run(
    '/usr/bin/docker',
    ['run', '--rm', '--network', 'host', ...variable, image],
    { env },
  )
  return { started: stdout.includes('started'), well: code === 0 && !stdout.includes('misbehaved') }
}

interface TlsServer {
  readonly address: string
  /** Certificate of the authority, PEM. */
  readonly authority: string
  close(): void
}

/** A server whose certificate is its own authority. */
async function startTlsServer(folder: string): Promise<TlsServer> {
  await mkdir(folder)
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  await output('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...[
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
  ])
  const authority = await readFile(certificate, 'utf8')
  const server: Server = createServer({ key: await readFile(key), cert: authority }, socket => socket.end())
  server.on('tlsClientError', () => {}) // a client that does not trust it hangs up
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { address: `127.0.0.1:${port}`, authority, close: () => server.close() }
}
