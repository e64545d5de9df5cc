import { describe, expect, test } from 'vitest'
import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { libraries } from '../../../src/analysis/checks/libraries.ts'
import { subjectOf } from '../../../src/analysis/start/subject.ts'
import { containerRecord } from '../container-record.ts'
import {
  directory,
  dynamic,
  file,
  GLIBC,
  library,
  link,
  MUSL,
  type StartRecipe,
  startImage,
} from '../start-image.ts'
import { cacheOf } from './loader-cache-of.ts'

/** Which libraries are missing, by name and who needs them; `kind name` for anything else that is wrong. */
async function missing(
  files: readonly EntryRecipe[],
  environment: readonly string[] = [],
  user = '',
): Promise<string[]> {
  const config = { entrypoint: ['/app/bin/a'], environment, user }
  const { findings } = libraries.run(subjectOf(await startImage({ files, config })))
  return findings.map(({ kind, message }) => {
    const [, by = '', name = message] = /^(\S+) needs ([^\s,:]+)/.exec(message) ?? []
    return kind === 'missingLibrary' ? `${by} needs ${name}` : `${kind} ${name}`
  })
}

const a = (recipe: Parameters<typeof dynamic>[1] = {}) =>
  dynamic('app/bin/a', { needed: ['libx.so'], ...recipe })
const x = (folder: string, recipe: Parameters<typeof library>[1] = {}) => library(`${folder}/libx.so`, recipe)
const y = (folder: string) => library(`${folder}/liby.so`)
const wanted = ['/app/bin/a needs libx.so']

// biome-ignore format: one case per line
describe('glibc looks for libx.so in', () => {
  test.each<[string, EntryRecipe[], string[], string[]]>([
    ['nothing but its own directories',          [a(), x('opt')],                                                                        [], wanted],
    ['the directory of the machine',             [a(), x('usr/lib/x86_64-linux-gnu')],                                                   [], []],
    ['/usr/lib',                                 [a(), x('usr/lib')],                                                                    [], []],
    ['not /usr/lib64, as this is Debian’s',      [a(), x('usr/lib64')],                                                                  [], wanted],
    ['… but for a loader copied elsewhere',      [a({ interpreter: '/x/ld-linux-x86-64.so.2' }), library('x/ld-linux-x86-64.so.2'), x('usr/lib64')].map(each => each.name === 'x/ld-linux-x86-64.so.2' ? { ...each, mode: 0o755 } : each), [], []],
    ['a directory for some CPUs',                [a(), x('usr/lib/glibc-hwcaps/x86-64-v3')],                                             [], []],
    ['LD_LIBRARY_PATH',                          [a(), x('opt')],                                                                        ['LD_LIBRARY_PATH=/no:/opt'], []],
    ['LD_LIBRARY_PATH with semicolons',          [a(), x('opt')],                                                                        ['LD_LIBRARY_PATH=/no;/opt'], []],
    ['RPATH',                                    [a({ rpath: '/opt' }), x('opt')],                                                       [], []],
    ['RUNPATH',                                  [a({ runpath: '/opt' }), x('opt')],                                                     [], []],
    ['not RPATH beside RUNPATH',                 [a({ rpath: '/opt', runpath: '/no' }), x('opt')],                                       [], wanted],
    ['RUNPATH by $ORIGIN',                       [a({ runpath: '$ORIGIN/../lib' }), x('app/lib')],                                       [], []],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the loader's own token
    ['RUNPATH by ${ORIGIN}',                     [a({ runpath: '${ORIGIN}/../lib' }), x('app/lib')],                                     [], []],
    ['RUNPATH by $LIB',                          [a({ runpath: '/opt/$LIB' }), x('opt/lib/x86_64-linux-gnu')],                           [], []],
    ['RUNPATH by $PLATFORM',                     [a({ runpath: '/opt/$PLATFORM' }), x('opt/x86_64')],                                    [], []],
    ['RPATH for what its libraries need',        [a({ rpath: '/opt' }), x('opt', { needed: ['liby.so'] }), y('opt')],                    [], []],
    ['not RUNPATH for that',                     [a({ runpath: '/opt' }), x('opt', { needed: ['liby.so'] }), y('opt')],                  [], ['/opt/libx.so needs liby.so']],
    ['not RPATH for a library with RUNPATH',     [a({ rpath: '/opt' }), x('opt', { needed: ['liby.so'], runpath: '/no' }), y('opt')],    [], ['/opt/libx.so needs liby.so']],
    ['$ORIGIN of a library, where it was found', [a({ runpath: '/opt' }), link('opt/libx.so', '../srv/libx.so'), x('srv', { needed: ['liby.so'], runpath: '$ORIGIN' }), y('opt')], [], []],
    ['a path of its own',                        [a({ needed: ['/opt/libx.so'] }), x('opt')],                                            [], []],
    ['… that is not there',                      [a({ needed: ['/opt/libx.so'] })],                                                      [], ['/app/bin/a needs /opt/libx.so']],
    ['the cache',                                [a(), x('opt'), cacheOf({ 'libx.so': '/opt/libx.so' })],                                [], []],
    ['a cache in the old format',                [a(), x('opt'), cacheOf({ 'libx.so': '/opt/libx.so' }, 'old')],                         [], []],
    ['one in both',                              [a(), x('opt'), cacheOf({ 'libx.so': '/opt/libx.so' }, 'both')],                        [], []],
    ['a cache that names what is gone',          [a(), cacheOf({ 'libx.so': '/opt/libx.so' })],                                          [], wanted],
    ['… but stands in /usr/lib',                 [a(), x('usr/lib'), cacheOf({ 'libx.so': '/opt/libx.so' })],                            [], []],
    ['a cache that is none',                     [a(), x('opt'), file('etc/ld.so.cache', 'hello')],                                      [], wanted],
    ['not ld.so.conf: run ldconfig',             [a(), x('opt'), file('etc/ld.so.conf', '/opt # ours\n'), cacheOf({})],                  [], ['libraryNotInCache libx.so']],
    ['not what ld.so.conf includes',             [a(), x('opt'), file('etc/ld.so.conf', 'include /etc/ld.so.conf.d/*.conf\n'), file('etc/ld.so.conf.d/x.conf', '/opt\n')], [], ['libraryNotInCache libx.so']],
    ['passing over another machine’s',           [a({ rpath: '/opt' }), x('opt', { machine: 183 }), x('usr/lib')],                       [], []],
    ['finding only another machine’s',           [a({ rpath: '/opt' }), x('opt', { machine: 183 })],                                     [], ['unusableLibrary libx.so']],
    ['stopping at what is no library',           [a({ rpath: '/opt' }), file('opt/libx.so', ''), x('usr/lib')],                          [], ['unusableLibrary libx.so']],
    ['the SONAME of what is loaded already',     [a({ needed: ['liby.so', 'libx.so'], rpath: '/opt' }), library('opt/liby.so', { soname: 'libx.so' })], [], []],
    ['libraries that need each other',           [a({ rpath: '/opt' }), x('opt', { needed: ['liby.so'] }), library('opt/liby.so', { needed: ['libx.so'] })], [], []],
  ])('%s', async (_, files, environment, expected) => {
    expect(await missing([...GLIBC, ...files], environment)).toEqual(expected)
  })
})

// biome-ignore format: one case per line
describe('musl looks for libx.so in', () => {
  const interpreter = '/lib/ld-musl-x86_64.so.1'
  const m = (recipe: Parameters<typeof dynamic>[1] = {}) => a({ interpreter, ...recipe })
  test.each<[string, EntryRecipe[], string[], string[]]>([
    ['nothing but its own directories',   [m(), x('opt')],                                                                      [], wanted],
    ['/lib',                              [m(), x('lib')],                                                                      [], []],
    ['/usr/local/lib',                    [m(), x('usr/local/lib')],                                                            [], []],
    ['not the directory of the machine',  [m(), x('usr/lib/x86_64-linux-gnu')],                                                 [], wanted],
    ['LD_LIBRARY_PATH',                   [m(), x('opt')],                                                                      ['LD_LIBRARY_PATH=/opt'], []],
    ['its path file instead',             [m(), x('opt'), file('etc/ld-musl-x86_64.path', '/no\n/opt\n')],                      [], []],
    ['… and then not in /lib',            [m(), x('lib'), file('etc/ld-musl-x86_64.path', '/opt')],                             [], wanted],
    ['not the cache of glibc',            [m(), x('opt'), cacheOf({ 'libx.so': '/opt/libx.so' })],                              [], wanted],
    ['RUNPATH, for its libraries too',    [m({ runpath: '$ORIGIN/../lib' }), x('app/lib', { needed: ['liby.so'] }), y('app/lib')], [], []],
    ['RPATH where there is no RUNPATH',   [m({ rpath: '/opt' }), x('opt')],                                                     [], []],
    ['no path with another token',        [m({ rpath: '/opt:$LIB' }), x('opt')],                                                [], wanted],
    ['itself: the C library has it all',  [m({ needed: ['libc.so.6', 'libm.so.6', 'libpthread.so.0', 'libdl.so.2'] })],         [], []],
    ['the first file of that name',       [m({ rpath: '/opt' }), x('opt', { machine: 183 }), x('lib')],                         [], ['unusableLibrary libx.so']],
  ])('%s', async (_, files, environment, expected) => {
    expect(await missing([...MUSL, ...files], environment)).toEqual(expected)
  })
})

test('a library USER may not read is not there for it', async () => {
  const secret = { ...x('usr/lib'), mode: 0o600 }
  expect(await missing([...GLIBC, a(), secret], [], '7')).toEqual(wanted)
  expect(await missing([...GLIBC, a(), secret])).toEqual([])
})

test('a library in a directory USER may not enter is not there for it', async () => {
  const files = [...GLIBC, a({ rpath: '/opt' }), directory('opt', { mode: 0o700 }), x('opt')]
  expect(await missing(files, [], '7')).toEqual(wanted)
})

describe('versions of symbols', () => {
  const LIBC = 'usr/lib/x86_64-linux-gnu/libc.so.6'
  const libc = (...versions: string[]) =>
    GLIBC.map(each => (each.name === LIBC ? library(LIBC, { soname: 'libc.so.6', versions }) : each))
  const program = (...versions: string[]) =>
    dynamic('app/bin/a', { needed: ['libc.so.6'], versionNeeds: { 'libc.so.6': versions } })

  async function findings(files: readonly EntryRecipe[], more: Partial<StartRecipe> = {}) {
    const config = { entrypoint: ['/app/bin/a'], ...more.config }
    return libraries.run(subjectOf(await startImage({ ...more, files, config }))).findings
  }

  test('that the library has are no finding', async () => {
    const files = [program('GLIBC_2.2.5', 'GLIBC_2.34'), ...libc('libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.34')]
    expect(await missing(files)).toEqual([])
  })

  test('that it is too old for keep the program from starting, and the newest it has is told', async () => {
    const [found, ...more] = await findings([
      program('GLIBC_2.2.5', 'GLIBC_2.34', 'GLIBC_2.38'),
      ...libc('GLIBC_2.9', 'GLIBC_2.2.5', 'GLIBC_2.31', 'GLIBC_PRIVATE'),
    ])
    expect(more).toEqual([])
    expect(found).toMatchObject({
      kind: 'missingSymbolVersion',
      severity: 'error',
      path: '/app/bin/a',
      message: `/app/bin/a needs GLIBC_2.34, GLIBC_2.38 of /${LIBC}, which is too old to have it.`,
      evidence: ['the newest it has is GLIBC_2.31'],
    })
  })

  test('that a library needs of another count as well', async () => {
    const x = library('usr/lib/libx.so', {
      needed: ['libc.so.6'],
      versionNeeds: { 'libc.so.6': ['GLIBC_2.38'] },
    })
    const [found] = await findings([a(), x, ...libc('GLIBC_2.31')])
    expect(found?.message).toContain('/usr/lib/libx.so needs GLIBC_2.38')
  })

  // biome-ignore format: one case per line
  test.each<[string, EntryRecipe[]]>([
    ['of a library that defines none',            [program('GLIBC_2.34'), ...GLIBC]],
    ['that are weak',                             [program('GLIBC_2.34?'), ...libc('GLIBC_2.31')]],
    ['of the loader itself',                      [dynamic('app/bin/a', { needed: [], versionNeeds: { 'ld-linux-x86-64.so.2': ['GLIBC_9'] } }), ...libc('GLIBC_2.31')]],
    ['of a library that nobody loads',            [dynamic('app/bin/a', { needed: ['libc.so.6'], versionNeeds: { 'libother.so': ['X_1'] } }), ...libc('GLIBC_2.31')]],
    ['that musl does not look at',                [dynamic('app/bin/a', { interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libx.so'], versionNeeds: { 'libx.so': ['X_2'] } }), library('lib/libx.so', { versions: ['X_1'] }), ...MUSL]],
  ])('%s are no finding', async (_, files) => {
    expect(await findings(files)).toEqual([])
  })

  test('of a library that a mount may hide are no finding', async () => {
    const container = containerRecord({}, { layer: 0, mounts: ['/data'] })
    const config = { environment: ['LD_LIBRARY_PATH=/data'] }
    expect(await findings([program('GLIBC_2.34'), ...libc('GLIBC_2.31')], { container, config })).toEqual([])
  })
})
