import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import { type Diagnosis, diagnose, verdictOf } from '../../src/analysis/doctor.ts'
import type { ImageConfig } from '../../src/image/config.ts'
import type { Finding } from '../../src/image/finding.ts'
import { containerRecord } from './container-record.ts'
import {
  directory,
  documentsOf,
  dynamic,
  elf,
  file,
  GLIBC,
  layerOf,
  library,
  link,
  MUSL,
  type StartRecipe,
  script,
  startImage,
} from './start-image.ts'

const SHELL = [elf('bin/busybox'), link('bin/sh', 'busybox')]
const SCRIPT = '#!/bin/sh\necho started\n'
const run = (...argv: string[]) => ({ entrypoint: argv })

/** What is wrong, errors and warnings only, as `error kind`. */
function complaints({ findings }: Diagnosis): string[] {
  return findings.filter(each => each.severity !== 'note').map(each => `${each.severity} ${each.kind}`)
}

async function tell(recipe: StartRecipe): Promise<string> {
  const diagnosis = diagnose(await startImage(recipe))
  return [diagnosis.verdict, ...complaints(diagnosis)].join(', ')
}

/** A container with something mounted there. */
const mounted = (...mounts: string[]) => ({ container: containerRecord({}, { layer: 0, mounts }) })

// biome-ignore format: one case per line
describe.each<[string, [string, StartRecipe, string][]]>([
  ['what is mounted into a container is not known to be missing', [
    ['the program',                    { files: [], config: run('/app/server'), ...mounted('/app') },                             'unknown'],
    ['beneath a directory of the image', { files: [directory('app')], config: run('/app/bin/a'), ...mounted('/app/bin/') },       'unknown'],
    ['but another path is',            { files: [], config: run('/app/server'), ...mounted('/data') },                            'will not start, error missingProgram'],
    ['the program itself',             { files: [file('app')], config: run('/app'), ...mounted('/app') },                         'unknown'],
    ['a library',                      { files: [dynamic('a', { needed: ['libx.so.1'] }), ...GLIBC], config: run('/a'), ...mounted('/usr/lib') }, 'unknown'],
    ['a library that is found elsewhere', { files: [dynamic('a', { needed: ['libc.so.6'] }), ...GLIBC], config: { ...run('/a'), environment: ['LD_LIBRARY_PATH=/data'] }, ...mounted('/data') }, 'starts'],
    ['the users',                      { files: [elf('a')], config: { ...run('/a'), user: 'app' }, ...mounted('/etc/passwd') },   'unknown'],
    ['the working directory',          { files: [elf('a')], config: { ...run('/a'), workingDirectory: '/data' }, ...mounted('/data') }, 'starts'],
    ['a program beside it',            { files: [], config: { ...run('./a'), workingDirectory: '/data' }, ...mounted('/data') },  'unknown'],
  ]],
  ['what is started', [
    ['nothing',                        { files: [] },                                                                             'will not start, error noProcess'],
    ['Entrypoint and Cmd together',    { files: [elf('a')], config: { entrypoint: ['/a'], command: ['b'] } },                     'starts'],
    ['Cmd alone',                      { files: [elf('a')], config: { command: ['/a'] } },                                        'starts'],
    ['an empty word',                  { files: [elf('a')], config: run('') },                                                    'will not start, error missingProgram'],
    ['a name on the default PATH',     { files: [elf('usr/bin/a')], config: run('a') },                                           'starts'],
    ['… that the image sets elsewhere',{ files: [elf('usr/bin/a')], config: { ...run('a'), environment: ['PATH=/opt'] } },        'will not start, error missingProgram'],
    ['… empty',                        { files: [elf('usr/bin/a')], config: { ...run('a'), environment: ['PATH='] } },            'will not start, error missingProgram'],
    ['… twice: the last counts',       { files: [elf('opt/a')], config: { ...run('a'), environment: ['PATH=/x', 'PATH=/opt'] } }, 'starts'],
    ['… by a relative directory',      { files: [elf('a')], config: { ...run('a'), environment: ['PATH=/bin:.'] } },              'starts, warning relativeSearchPath'],
    ['passing over what has no x',     { files: [file('usr/local/bin/a'), elf('usr/bin/a')], config: run('a') },                  'starts'],
    ['passing over a directory',       { files: [directory('usr/local/bin/a'), elf('usr/bin/a')], config: run('a') },             'starts'],
    ['a path from WORKDIR',            { files: [elf('app/a')], config: { ...run('./a'), workingDirectory: '/app' } },            'starts'],
    ['… that is not in the image',     { files: [elf('a')], config: { ...run('./a'), workingDirectory: '/app' } },                'will not start, error missingProgram'],
    ['… with .. in it',                { files: [elf('a'), directory('app')], config: { ...run('../a'), workingDirectory: '/app' } }, 'starts'],
    ['an absolute link inside the root', { files: [elf('opt/a'), link('a', '/opt/a')], config: run('/a') },                       'starts'],
    ['a link that climbs stops there', { files: [elf('opt/a'), link('a', '../../../opt/a')], config: run('/a') },                 'starts'],
    ['a dangling link',                { files: [link('a', '/opt/a')], config: run('/a') },                                       'will not start, error missingProgram'],
    ['links in a circle',              { files: [link('a', 'b'), link('b', 'a')], config: run('/a') },                            'will not start, error missingProgram'],
    ['a directory',                    { files: [directory('a')], config: run('/a') },                                            'will not start, error notExecutable'],
    ['a device',                       { files: [{ name: 'a', type: 'fifo', mode: 0o755 }], config: run('/a') },                  'will not start, error notExecutable'],
    ['a file beneath a file',          { files: [elf('a')], config: run('/a/b') },                                                'will not start, error missingProgram'],
    ['what the runtime mounts',        { files: [], config: run('/proc/self/exe') },                                              'unknown'],
    ['for another system',             { files: [], config: run('a.exe'), architecture: 'windows' },                              'unknown'],
  ]],
  ['through a shell', [
    ['that is there',                  { files: [...SHELL, elf('a')], config: run('/bin/sh', '-c', '/a') },                       'starts'],
    ['that is not',                    { files: [elf('a')], config: run('/bin/sh', '-c', '/a') },                                 'will not start, error missingShell'],
    ['that SHELL names',               { files: [elf('a')], config: { ...run('/x', '-e', '/a'), shell: ['/x', '-e'] } },          'will not start, error missingShell'],
    ['one command that is missing',    { files: [...SHELL], config: run('/bin/sh', '-c', 'exec /a --port 80') },                  'will not start, error missingCommand'],
    ['… or is of the shell itself',    { files: [...SHELL], config: run('/bin/sh', '-c', 'wait 5') },                             'starts'],
    ['… or may be an applet',          { files: [...SHELL], config: run('/bin/sh', '-c', 'sleep 5') },                            'unknown'],
    ['… or of a profile it reads',     { files: [elf('bin/bash')], config: { ...run('/bin/bash', '-lc', 'java x'), shell: ['/bin/bash', '-lc'] } }, 'starts'],
    ['… but not in a shell that reads none', { files: [elf('bin/bash')], config: { ...run('/bin/bash', '-c', 'java x'), shell: ['/bin/bash', '-c'] } }, 'will not start, error missingCommand'],
    ['more than one command',          { files: [...SHELL], config: run('/bin/sh', '-c', '/a || true') },                         'starts'],
    ['a variable',                     { files: [...SHELL], config: run('/bin/sh', '-c', '$APP run') },                           'starts'],
    ['a script without #!',            { files: [...SHELL, script('a', 'echo\n')], config: run('/bin/sh', '-c', '/a') },          'starts'],
  ]],
  ['as somebody', [
    ['by name',                        { files: [elf('a'), file('etc/passwd', 'app:x:7:8::/:\n')], config: { ...run('/a'), user: 'app' } },            'starts'],
    ['who is not there',               { files: [elf('a'), file('etc/passwd', 'root:x:0:0::/:\n')], config: { ...run('/a'), user: 'app' } },           'will not start, error unknownUser'],
    ['by number',                      { files: [elf('a')], config: { ...run('/a'), user: '7:8' } },                                                   'starts'],
    ['by a number too large',          { files: [elf('a')], config: { ...run('/a'), user: '4294967295' } },                                            'will not start, error unknownUser'],
    ['of a group that is not there',   { files: [elf('a')], config: { ...run('/a'), user: '7:app' } },                                                 'will not start, error unknownGroup'],
    ['of a group that is',             { files: [elf('a'), file('etc/group', 'app:x:8:\n')], config: { ...run('/a'), user: '7:app' } },                'starts'],
    ['from a file nobody kept',        { files: [elf('a'), link('etc/passwd', '/x'), file('x', '')], config: { ...run('/a'), user: 'app' } },          'unknown'],
    ['root, without any x',            { files: [elf('a', {}, { mode: 0o666 })], config: run('/a') },                                                  'will not start, error notExecutable'],
    ['root, with one x',               { files: [elf('a', {}, { mode: 0o001, uid: 5 })], config: run('/a') },                                          'starts'],
    ['the owner without x',            { files: [elf('a', {}, { mode: 0o655, uid: 7 })], config: { ...run('/a'), user: '7' } },                        'will not start, error notExecutable'],
    ['one of the group',               { files: [elf('a', {}, { mode: 0o750, gid: 8 })], config: { ...run('/a'), user: '7:8' } },                      'starts'],
    ['one of the group by /etc/group', { files: [elf('a', {}, { mode: 0o750, gid: 9 }), file('etc/passwd', 'app:x:7:8::/:\n'), file('etc/group', 'web:x:9:x,app\n')], config: { ...run('/a'), user: '7' } }, 'starts'],
    ['… not when a group is given',    { files: [elf('a', {}, { mode: 0o750, gid: 9 }), file('etc/passwd', 'app:x:7:8::/:\n'), file('etc/group', 'web:x:9:x,app\n')], config: { ...run('/a'), user: '7:8' } }, 'will not start, error notExecutable'],
    ['shut out by a directory',        { files: [directory('opt', { mode: 0o700 }), elf('opt/a')], config: { ...run('/opt/a'), user: '7' } },          'will not start, error notExecutable'],
    ['shut out of one on PATH only',   { files: [directory('sbin', { mode: 0o700 }), elf('bin/a')], config: { ...run('a'), user: '7' } },              'starts'],
    ['shut out of the root, which the engine makes', { files: [{ name: './', type: 'directory', mode: 0o700 }, elf('a')], config: { ...run('/a'), user: '7' } }, 'starts'],
    ['who may not read the script',    { files: [...SHELL, script('a', SCRIPT, { mode: 0o711 })], config: { ...run('/a'), user: '7' } },               'will not start, error unreadableScript'],
  ]],
  ['in WORKDIR', [
    ['absent',                         { files: [elf('a')], config: { ...run('/a'), workingDirectory: '/app' } },                                      'starts'],
    ['a file',                         { files: [elf('a'), file('app')], config: { ...run('/a'), workingDirectory: '/app' } },                         'will not start, error workdirNotDirectory'],
    ['… and a relative program',       { files: [elf('a'), file('app')], config: { ...run('./a'), workingDirectory: '/app' } },                        'will not start, error workdirNotDirectory'],
    ['beneath a file',                 { files: [elf('a'), file('app')], config: { ...run('/a'), workingDirectory: '/app/x' } },                       'will not start, error workdirNotDirectory'],
    ['relative',                       { files: [elf('app/a')], config: { ...run('./a'), workingDirectory: 'app' } },                                  'will not start, error workdirNotDirectory'],
    ['a link to a directory',          { files: [elf('srv/a'), link('app', 'srv')], config: { ...run('./a'), workingDirectory: '/app' } },             'starts'],
    ['not writable',                   { files: [elf('a'), directory('app')], config: { ...run('/a'), workingDirectory: '/app', user: '7' } },         'starts, warning workdirNotWritable'],
  ]],
  ['a kind of file', [
    ['for another architecture',       { files: [elf('a', { machine: 183 })], config: run('/a') },                                                     'will not start, error wrongArchitecture'],
    ['… dynamic: that is enough',      { files: [dynamic('a', { machine: 183 })], config: run('/a') },                                                 'will not start, error wrongArchitecture'],
    ['386 on amd64',                   { files: [elf('a', { machine: 3, class: 32 })], config: run('/a') },                                            'starts'],
    ['arm on arm64',                   { files: [elf('a', { machine: 40, class: 32 })], config: run('/a'), architecture: 'arm64' },                    'starts'],
    ['of an architecture not in our table', { files: [elf('a')], config: run('/a'), architecture: 'wasm' },                                            'unknown'],
    ['s390x, big endian',              { files: [elf('a', { machine: 22, littleEndian: false })], config: run('/a'), architecture: 's390x' },          'starts'],
    ['a script',                       { files: [...SHELL, script('a', SCRIPT)], config: run('/a') },                                                  'starts'],
    ['… of a script',                  { files: [...SHELL, script('a', '#! /b\n'), script('b', SCRIPT)], config: run('/a') },                          'starts'],
    ['… whose interpreter is gone',    { files: [script('a', SCRIPT)], config: run('/a') },                                                            'will not start, error missingInterpreter'],
    ['… or has no x',                  { files: [script('a', SCRIPT), elf('bin/sh', {}, { mode: 0o644 })], config: run('/a') },                        'will not start, error notExecutable'],
    ['… or is for another machine',    { files: [script('a', SCRIPT), elf('bin/sh', { machine: 183 })], config: run('/a') },                           'will not start, error wrongArchitecture'],
    ['by env',                         { files: [elf('usr/bin/env'), elf('bin/py'), script('a', '#!/usr/bin/env py\n')], config: run('/a') },          'starts'],
    ['… that finds nothing',           { files: [elf('usr/bin/env'), script('a', '#!/usr/bin/env py\n')], config: run('/a') },                         'will not start, error missingInterpreter'],
    ['… with a blank but no -S',       { files: [elf('usr/bin/env'), elf('bin/py'), script('a', '#!/usr/bin/env py -u\n')], config: run('/a') },       'will not start, error missingInterpreter'],
    ['… with -S and a variable',       { files: [elf('usr/bin/env'), elf('bin/py'), script('a', '#!/usr/bin/env -S A=1 py -u\n')], config: run('/a') },'starts'],
    ['… with -S that finds nothing',   { files: [elf('usr/bin/env'), script('a', '#!/usr/bin/env -S py -u\n')], config: run('/a') },                   'will not start, error missingInterpreter'],
    ['with a Windows line end',        { files: [...SHELL, script('a', '#!/bin/sh\r\n')], config: run('/a') },                                         'will not start, error carriageReturn'],
    ['… behind an argument',           { files: [...SHELL, script('a', '#!/bin/sh -e\r\n')], config: run('/a') },                                      'will not start, error carriageReturn'],
    ['… behind env',                   { files: [elf('usr/bin/env'), script('a', '#!/usr/bin/env py\r\n')], config: run('/a') },                       'will not start, error carriageReturn'],
    ['… which env -S takes for a blank', { files: [elf('usr/bin/env'), elf('bin/py'), script('a', '#!/usr/bin/env -S py -u\r\n')], config: run('/a') }, 'starts'],
    ['… behind an argument of perl',   { files: [elf('usr/bin/perl'), script('a', '#!/usr/bin/perl -w\r\n')], config: run('/a') },                   'starts, warning carriageReturn'],
    ['with a byte order mark',         { files: [...SHELL, script('a', `\ufeff${SCRIPT}`)], config: run('/a') },                                       'will not start, error brokenShebang'],
    ['with #! and nothing',            { files: [script('a', '#!\n')], config: run('/a') },                                                            'will not start, error brokenShebang'],
    ['with a path beyond 256 bytes',   { files: [script('a', `#!/${'x'.repeat(300)}\n`)], config: run('/a') },                                         'will not start, error brokenShebang'],
    ['a text without #!',              { files: [script('a', 'echo\n')], config: run('/a') },                                                          'will not start, error scriptWithoutShebang'],
    ['nothing in it',                  { files: [script('a', '')], config: run('/a') },                                                                'will not start, error scriptWithoutShebang'],
    ['a class file',                   { files: [script('a', '\x00\x01\x02'.repeat(20))], config: run('/a') },                                         'will not start, error notAProgram'],
    ['whose facts were not kept',      { files: [elf('a')], config: run('/a'), factsCut: true },                                                       'unknown'],
    ['beneath an unreadable layer',    { files: [], config: run('/a'), unreadableAbove: true },                                                        'unknown, warning missingProgram'],
    ['… with no process at all',       { files: [], unreadableAbove: true },                                                                           'will not start, error noProcess'],
  ]],
  ['a dynamic program', [
    ['of glibc',                       { files: [...GLIBC, dynamic('a')], config: run('/a') },                                                         'starts'],
    ['on scratch',                     { files: [dynamic('a')], config: run('/a') },                                                                   'will not start, error missingLoader'],
    ['whose loader is for another machine', { files: [elf('lib64/ld-linux-x86-64.so.2', { machine: 183 }), dynamic('a')], config: run('/a') },         'will not start, error badLoader'],
    ['whose loader has no x',          { files: [elf('lib64/ld-linux-x86-64.so.2', {}, { mode: 0o644 }), dynamic('a')], config: run('/a') },           'will not start, error notExecutable'],
    ['with a missing library',         { files: [...GLIBC, dynamic('a', { needed: ['libx.so.1'] })], config: run('/a') },                               'will not start, error missingLibrary'],
    ['with two',                       { files: [...GLIBC, dynamic('a', { needed: ['libx.so.1', 'liby.so.1'] })], config: run('/a') },                  'will not start, error missingLibrary, error missingLibrary'],
    ['with one the driver brings',     { files: [...GLIBC, dynamic('a', { needed: ['libcuda.so.1', 'libnvidia-ml.so.1'] })], config: run('/a') },       'starts'],
    ['by a loader of neither kind',    { files: [elf('lib/ld-uClibc.so.0', { type: 3 }), dynamic('a', { interpreter: '/lib/ld-uClibc.so.0' })], config: run('/a') }, 'unknown'],
    ['by what stands in for glibc',    { files: [elf('lib64/ld-linux-x86-64.so.2', { type: 3 }), dynamic('a')], config: run('/a') },                   'unknown'],
    ['of musl',                        { files: [...MUSL, dynamic('a', { interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.musl-x86_64.so.1'] })], config: run('/a') }, 'starts'],
    ['of glibc by musl (libc6-compat)',{ files: [...MUSL, link('lib64/ld-linux-x86-64.so.2', '/lib/ld-musl-x86_64.so.1'), dynamic('a', { needed: ['libc.so.6', 'libm.so.6'] })], config: run('/a') }, 'starts'],
  ]],
  ['what it misses later', [
    ['TLS libraries without certificates', { files: [...GLIBC, library('usr/lib/libssl.so.3'), dynamic('a', { needed: ['libssl.so.3'] })], config: run('/a') }, 'starts, warning noCertificates'],
    ['… with them',                    { files: [...GLIBC, file('etc/ssl/cert.pem'), library('usr/lib/libssl.so.3'), dynamic('a', { needed: ['libssl.so.3'] })], config: run('/a') }, 'starts'],
    ['… that USER may not read',       { files: [...GLIBC, file('etc/ssl/cert.pem', '', { mode: 0o600 }), library('usr/lib/libssl.so.3'), dynamic('a', { needed: ['libssl.so.3'] })], config: { ...run('/a'), user: '7' } }, 'starts, warning noCertificates'],
    ['… where SSL_CERT_FILE says',     { files: [...GLIBC, file('x'), library('usr/lib/libssl.so.3'), dynamic('a', { needed: ['libssl.so.3'] })], config: { ...run('/a'), environment: ['SSL_CERT_FILE=/x'] } }, 'starts'],
    ['a zone by TZ',                   { files: [elf('a')], config: { ...run('/a'), environment: ['TZ=Europe/Berlin'] } },                             'starts, warning noTimeZones'],
    ['… that is there',                { files: [elf('a'), file('usr/share/zoneinfo/Europe/Berlin')], config: { ...run('/a'), environment: ['TZ=Europe/Berlin'] } }, 'starts'],
    ['… that needs no data',           { files: [elf('a')], config: { ...run('/a'), environment: ['TZ=UTC'] } },                                       'starts'],
    ['the program of HEALTHCHECK',     { files: [elf('a')], config: { ...run('/a'), healthcheck: health('CMD', '/check') } },                          'starts, warning brokenHealthcheck'],
    ['the shell of HEALTHCHECK',       { files: [elf('a')], config: { ...run('/a'), healthcheck: health('CMD-SHELL', 'true') } },                      'starts, warning brokenHealthcheck'],
    ['the command of HEALTHCHECK',     { files: [elf('a'), elf('bin/sh')], config: { ...run('/a'), healthcheck: health('CMD-SHELL', 'curl -f x || exit 1') } }, 'starts, warning brokenHealthcheck'],
    ['no HEALTHCHECK',                 { files: [elf('a')], config: { ...run('/a'), healthcheck: health('NONE') } },                                   'starts'],
    ['a runtime',                      { files: [elf('a'), file('x.jar')], config: run('/a', 'x.jar') },                                               'starts, warning missingRuntime'],
    ['the file for its runtime',       { files: [elf('usr/bin/java')], config: run('java', '-jar', 'x.jar') },                                         'starts, warning missingArgumentFile'],
    ['nothing',                        { files: [elf('usr/bin/python3.12'), link('usr/bin/python3', 'python3.12'), file('app/m.py')], config: { ...run('python3', 'm.py'), workingDirectory: '/app' } }, 'starts'],
  ]],
])('%s', (_, rows) => {
  test.each(rows)('%s', async (_, recipe, expected) => {
    expect(await tell(recipe)).toBe(expected)
  })
})

function health(...test: string[]) {
  return { test, intervalNanoseconds: null, timeoutNanoseconds: null, retries: null }
}

describe('what is told', () => {
  test('the process as the runtime runs it', async () => {
    const files = [elf('opt/run'), link('app/run', '../opt/run'), file('etc/passwd', 'app:x:7:8::/:\n')]
    const config = { entrypoint: ['./run'], command: ['-v'], user: 'app', workingDirectory: '/app' }
    expect(diagnose(await startImage({ files, config })).process).toEqual({
      argv: ['./run', '-v'],
      path: '/opt/run',
      user: '7:8',
      cwd: '/app',
    })
  })

  test('errors first', async () => {
    const { findings } = diagnose(await startImage({ files: [], config: run('/a') }))
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'note', 'note', 'note', 'note'])
  })

  test('the missing thing, where it was looked for, where a namesake is, and the line that helps', async () => {
    const { findings } = diagnose(await startImage({ files: [elf('opt/app/server')], config: run('server') }))
    expect(findings[0]).toMatchObject({
      message: '"server" does not exist on PATH.',
      evidence: expect.arrayContaining(['/usr/bin/server: /usr does not exist', '/opt/app/server: exists']),
      fix: 'ENTRYPOINT ["/opt/app/server"]',
    })
  })
})

describe('laws', () => {
  test('whatever the layers and the config hold, doctor says something', () => {
    const word = fc.constantFrom('/a', 'a', './a/b', '/a/../b', '', '..', '/proc/x', 'b/c', '-c', '/bin/sh')
    fc.assert(
      fc.property(
        randomLayers,
        fc.record({
          entrypoint: fc.array(word, { maxLength: 3 }),
          command: fc.array(word, { maxLength: 2 }),
          user: fc.constantFrom('', 'a', '1', '1:1', 'a:b', ':', '-1', '1:-1'),
          workingDirectory: fc.constantFrom('', '/', '/a', '/a/b', 'a', '/../a'),
          environment: fc.array(
            fc.constantFrom(
              'PATH=/a:/b',
              'PATH',
              'PATH=',
              'PATH=:a',
              'TZ=A/B',
              'TMPDIR=/a',
              'SSL_CERT_DIR=/a:b',
            ),
          ),
          shell: fc.array(word, { maxLength: 2 }),
        }),
        (lines, config) => {
          const { verdict, findings } = diagnose(analysisOf(lines, config))
          expect(verdict).toBe(verdictOf(findings))
        },
      ),
    )
  })

  test('the verdict does not depend on the order of the findings', async () => {
    const recipes: StartRecipe[] = [
      { files: [], config: { ...run('/a'), user: 'b' } },
      { files: [elf('a')], config: run('/a') },
      { files: [elf('a')], config: run('/a'), factsCut: true },
    ]
    for (const { verdict, findings } of (await Promise.all(recipes.map(startImage))).map(diagnose)) {
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...findings], { minLength: findings.length }),
          (shuffled: Finding[]) => {
            expect(verdictOf(shuffled)).toBe(verdict)
          },
        ),
      )
    }
  })
})

function analysisOf(lines: string[][], config: Partial<ImageConfig>) {
  const layers = image(...lines.map(each => layer(...each))).map((tree, index) => layerOf(index, tree))
  return analyse(documentsOf({ config }), layers, { base: null })
}
