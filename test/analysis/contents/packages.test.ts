import { describe, expect, test } from 'vitest'
import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { packagesOf } from '../../../src/analysis/contents/packages.ts'
import { elf, file, link } from '../start-image.ts'
import { goData } from './go-data.ts'
import { apkInstalled, dpkgStatus, readImage } from './read-image.ts'

const STATUS = 'var/lib/dpkg/status'

describe('of dpkg', () => {
  test('what the last status names, with the layer that brought that version', async () => {
    expect(
      await listed([
        [file(STATUS, dpkgStatus('curl 7.88 amd64', 'git 1:2.39 amd64', 'gone 1 all'))],
        [file(STATUS, dpkgStatus('curl 7.88 amd64', 'git 1:2.39 amd64', 'gone 1 all', 'nano 7 amd64'))],
        [
          file(
            STATUS,
            dpkgStatus('curl 8.0 amd64', 'git 1:2.39 amd64', 'gone 1 all config-files', 'nano 7 amd64'),
          ),
        ],
      ]),
    ).toEqual(['dpkg curl 8.0 amd64 0 L2', 'dpkg git 1:2.39 amd64 0 L0', 'dpkg nano 7 amd64 0 L1'])
  })

  test('a package owns the files of its list that the final tree has, through the links on their way', async () => {
    const layers = [
      [
        link('lib', 'usr/lib'),
        file(STATUS, dpkgStatus('libc6 2.36 amd64')),
        file(
          'var/lib/dpkg/info/libc6:amd64.list',
          '/.\n/lib\n/lib/x86\n/lib/x86/libc.so.6\n/usr/share/doc/gone\n',
        ),
        file('usr/lib/x86/libc.so.6', 'x'.repeat(100)),
        file('usr/lib/x86/other.so', 'x'.repeat(7)),
        file('usr/share/doc/gone', 'x'.repeat(50)),
      ],
      [file('usr/share/doc/.wh.gone')],
    ]
    expect(await listed(layers)).toEqual(['dpkg libc6 2.36 amd64 100 L0'])
  })

  test('a file with several names counts once, whichever of them the list has', async () => {
    const layers = [
      [
        file(STATUS, dpkgStatus('perl 5 amd64')),
        file('var/lib/dpkg/info/perl.list', '/usr/bin/perl5\n'),
        file('usr/bin/perl', 'x'.repeat(30)),
        { name: 'usr/bin/perl5', type: 'hardLink', linkName: 'usr/bin/perl' } as const,
      ],
    ]
    expect(await listed(layers)).toEqual(['dpkg perl 5 amd64 30 L0'])
  })

  test('distroless images keep one file a package; its hashes name its files', async () => {
    const layers = [
      [
        file(
          'var/lib/dpkg/status.d/base',
          'Package: base-files\nVersion: 12\nArchitecture: amd64\nDescription: x\n',
        ),
        file('var/lib/dpkg/status.d/base.md5sums', `${'0'.repeat(32)}  etc/debian_version\n`),
        file('etc/debian_version', '12.4\n'),
      ],
    ]
    expect(await listed(layers)).toEqual(['dpkg base-files 12 amd64 5 L0'])
  })

  test('a database that a later layer removes names nothing any more', async () => {
    expect(await listed([[file(STATUS, dpkgStatus('curl 1 amd64'))], [file('var/lib/.wh.dpkg')]])).toEqual([])
  })
})

test('of apk, with the files it names', async () => {
  const installed = apkInstalled(
    ['musl 1.2.3-r0', 'lib/ld-musl.so.1', 'top'],
    ['busybox 1.35', 'bin/busybox'],
  )
  const layers = [
    [file('lib/apk/db/installed', installed), file('lib/ld-musl.so.1', 'x'.repeat(20)), file('top', '12')],
    [file('bin/busybox', 'x'.repeat(9))],
  ]
  expect(await listed(layers)).toEqual(['apk musl 1.2.3-r0 x86_64 22 L0', 'apk busybox 1.35 x86_64 9 L0'])
})

describe('of npm', () => {
  const manifest = (directory: string, name: string, version: string) =>
    file(`${directory}/package.json`, JSON.stringify({ name, version }))

  test('a package owns what lies beneath it, but for packages within', async () => {
    const layers = [
      [
        manifest('app/node_modules/a', 'a', '1.0.0'),
        file('app/node_modules/a/lib/index.js', 'x'.repeat(100)),
        manifest('app/node_modules/a/node_modules/@s/b', '@s/b', '2.0.0'),
        file('app/node_modules/a/node_modules/@s/b/x.js', 'x'.repeat(10)),
        file('app/node_modules/.package-lock.json', 'x'.repeat(1000)),
      ],
    ]
    expect(await listed(layers)).toEqual(['npm a 1.0.0 - 130 L0', 'npm @s/b 2.0.0 - 43 L0'])
  })

  test('one version in two places is one row, of the lowest layer', async () => {
    const image = await readImage([
      [manifest('b/node_modules/a', 'a', '1.0.0')],
      [manifest('a/node_modules/a', 'a', '1.0.0'), manifest('a/node_modules/c/node_modules/a', 'a', '1.1.0')],
    ])
    expect(packagesOf(image)?.items).toMatchObject([
      {
        name: 'a',
        version: '1.0.0',
        layer: 0,
        bytes: 60,
        paths: ['/a/node_modules/a/package.json', '/b/node_modules/a/package.json'],
      },
      { name: 'a', version: '1.1.0', layer: 1 },
    ])
  })

  test('a chown in a later layer brings nothing new', async () => {
    const again = manifest('app/node_modules/a', 'a', '1.0.0')
    expect(await listed([[again], [{ ...again, uid: 1000 }]])).toEqual(['npm a 1.0.0 - 30 L0'])
  })

  test('one that a system package installed is that package', async () => {
    const layers = [
      [
        file(STATUS, dpkgStatus('npm 9 all')),
        file('var/lib/dpkg/info/npm.list', '/usr/share/node_modules/npm/package.json\n'),
        manifest('usr/share/node_modules/npm', 'npm', '9.2.0'),
      ],
    ]
    expect(await listed(layers)).toEqual(['dpkg npm 9 all 32 L0'])
  })
})

describe('of Python', () => {
  const site = 'usr/local/lib/python3.12/site-packages'
  const metadata = file(
    `${site}/Flask-3.0.dist-info/METADATA`,
    'Metadata-Version: 2.1\nName: Flask\nVersion: 3.0\n\n',
  )

  test('a distribution owns what its RECORD names, also outside of its directory', async () => {
    const layers = [
      [
        metadata,
        file(
          `${site}/Flask-3.0.dist-info/RECORD`,
          'flask/app.py,sha256=x,100\n../../../bin/flask,,\n"a,b.py",,\nno-comma\n',
        ),
        file(`${site}/flask/app.py`, 'x'.repeat(100)),
        file(`${site}/flask/not-listed.py`, 'x'.repeat(1000)),
        file(`${site}/a,b.py`, 'x'.repeat(20)),
        file('usr/local/bin/flask', 'x'.repeat(10)),
      ],
    ]
    const own = metadata.content?.length ?? 0
    const record = 'flask/app.py,sha256=x,100\n../../../bin/flask,,\n"a,b.py",,\nno-comma\n'.length
    expect(await listed(layers)).toEqual([`python Flask 3.0 - ${own + record + 130} L0`])
  })

  test('without one it owns the module that is called like it', async () => {
    const layers = [
      [metadata, file(`${site}/flask/app.py`, 'x'.repeat(100)), file(`${site}/other/a.py`, 'x')],
    ]
    expect(await listed(layers)).toEqual([`python Flask 3.0 - ${100 + (metadata.content?.length ?? 0)} L0`])
  })
})

test('of Go: the program is its main module; what is linked into it lies within its bytes', async () => {
  const program = elf('app/server', {
    data: goData('go1.22.1', [
      'path\texample.org/server/cmd',
      'mod\texample.org/server\tv1.2.3\th1:x',
      'dep\tgithub.com/a/b\tv0.1.0\th1:x',
      'dep\tgithub.com/c/d\tv0.2.0',
      '=>\tgithub.com/c/d\tv0.2.1\th1:x',
      'dep\tgithub.com/e/f\tv0.3.0',
      '=>\t./local\t',
    ]),
  })
  const bytes = program.content?.length ?? 0
  expect(await listed([[program]])).toEqual([
    `go example.org/server v1.2.3 - ${bytes} L0`,
    'go github.com/a/b v0.1.0 - within L0',
    'go github.com/c/d v0.2.1 - within L0',
    'go github.com/e/f => ./local - within L0',
    'go stdlib go1.22.1 - within L0',
  ])
})

test.each([
  ['var/lib/rpm/Packages', 'rpm'],
  ['var/lib/rpm/rpmdb.sqlite', 'rpm'],
  ['usr/lib/sysimage/rpm/Packages.db', 'rpm'],
  ['var/lib/pacman/local/bash-5/desc', 'pacman'],
])('a database that cannot be read is named: /%s', async (path, kind) => {
  const packages = packagesOf(await readImage([[file(path, 'SQLite format 3')]]))
  expect(packages).toMatchObject({ items: [], complete: false, unread: [{ kind }] })
  expect(`/${path}`).toContain(packages?.unread[0]?.path)
})

test('rpm behind a link is named once', async () => {
  const layers = [
    [file('usr/lib/sysimage/rpm/rpmdb.sqlite', 'x'), link('var/lib/rpm', '../../usr/lib/sysimage/rpm')],
  ]
  expect(packagesOf(await readImage(layers))?.unread).toEqual([
    { kind: 'rpm', path: '/usr/lib/sysimage/rpm/rpmdb.sqlite' },
  ])
})

/** `ecosystem name version architecture bytes layer`, in the order they are told. */
async function listed(layers: readonly (readonly EntryRecipe[])[]): Promise<string[]> {
  const { items = [] } = packagesOf(await readImage(layers)) ?? {}
  return items.map(({ ecosystem, name, version, architecture, bytes, layer }) =>
    [ecosystem, name, version, architecture ?? '-', bytes ?? 'within', `L${layer}`].join(' '),
  )
}
