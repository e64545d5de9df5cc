import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../src/image/facts/fact.ts'
import { binary, takeFact, takeFacts } from './take-facts.ts'

const kindsOf = (facts: readonly Fact[]) => facts.map(({ kind }) => kind)

describe('which file has which fact', () => {
  test.each([
    // path                                                      mode   content        fact
    ['/etc/passwd', 0o644, 'root:x:0:0::/:/bin/sh\n', 'text'],
    ['/etc/group', 0o644, 'root:x:0:\n', 'text'],
    ['/etc/os-release', 0o644, 'ID=debian\n', 'text'],
    ['/usr/lib/os-release', 0o644, 'ID=debian\n', 'text'],
    ['/etc/debian_version', 0o644, '12.5\n', 'text'],
    ['/etc/alpine-release', 0o644, '3.20\n', 'text'],
    ['/etc/ld.so.conf', 0o644, 'include ld.so.conf.d/*.conf\n', 'text'],
    ['/etc/ld.so.conf.d/local.conf', 0o644, '/opt/lib\n', 'text'],
    ['/etc/ld-musl-x86_64.path', 0o644, '/lib\n', 'text'],
    ['/etc/ld.so.cache', 0o644, 'glibc-ld.so.cache1.1', 'loaderCache'],
    ['/var/lib/dpkg/status', 0o644, 'Package: a\n', 'packageDatabase'],
    ['/var/lib/dpkg/status.d/base', 0o644, 'Package: a\n', 'packageDatabase'],
    ['/var/lib/dpkg/status.d/base.md5sums', 0o644, 'd41d8cd9  a\n', 'packageDatabase'],
    ['/var/lib/dpkg/info/a.list', 0o644, '/.\n', 'packageDatabase'],
    ['/var/lib/dpkg/info/a.postinst', 0o755, '#!/bin/sh\n', 'script'],
    ['/lib/apk/db/installed', 0o644, 'P:musl\n', 'packageDatabase'],
    ['/usr/lib/apk/db/installed', 0o644, 'P:musl\n', 'packageDatabase'],
    ['/app/node_modules/left-pad/package.json', 0o644, '{"name":"left-pad","version":"1"}', 'package'],
    ['/app/node_modules/@a/b/package.json', 0o644, '{"name":"@a/b","version":"2"}', 'package'],
    ['/app/node_modules/a/lib/package.json', 0o644, '{"name":"x","version":"2"}', undefined],
    ['/app/node_modules/@a/package.json', 0o644, '{"name":"x","version":"2"}', undefined],
    ['/app/package.json', 0o644, '{"name":"x","version":"2"}', undefined],
    ['/lib/python3/a-1.dist-info/METADATA', 0o644, 'Name: a\nVersion: 1\n', 'package'],
    ['/lib/python3/a-1.egg-info/PKG-INFO', 0o644, 'Name: a\nVersion: 1\n', 'package'],
    ['/lib/python3/a-1.egg-info', 0o644, 'Name: a\nVersion: 1\n', 'package'],
    ['/etc/passwd-', 0o644, 'root:x:0:0::/:/bin/sh\n', undefined],
    ['/usr/share/doc/a/README', 0o644, 'text\n', undefined],
    ['/usr/share/doc/a/README', 0o755, 'text\n', 'script'],
    ['/run.sh', 0o644, '#!/bin/sh\n', 'script'],
    ['/empty', 0o755, '', 'script'],
    ['/empty', 0o644, '', undefined],
    ['/picture.png', 0o755, '\x89PNG\r\n\x1a\n\0\0', undefined],
  ])('%s (%o)', (path, mode, content, kind) => {
    expect(kindsOf(takeFacts({ path, mode, content }))).toEqual(kind === undefined ? [] : [kind])
  })

  test('a file may have several: a script that holds a token', () => {
    const content = `#!/bin/sh\nTOKEN=ghp_${'a1B2'.repeat(9)}\n`
    expect(takeFacts({ content })).toEqual([
      { kind: 'script', head: content },
      { kind: 'secret', signatures: ['githubToken'] },
    ])
  })

  test('a program is ELF whatever it is called', () => {
    const facts = takeFacts({ path: '/etc/passwd', mode: 0o755, content: binary('server-static') })
    expect(kindsOf(facts)).toEqual(['elf'])
  })
})

describe('scripts', () => {
  test('the first 256 bytes with #!, a BOM and a CR included', () => {
    const content = `\u{feff}#!/bin/sh\r\n${'#'.repeat(400)}`
    const head = takeFact('script', { content })?.head
    expect(head?.length).toBe(256)
    expect(head?.startsWith('\xef\xbb\xbf#!/bin/sh\r\n')).toBe(true)
  })

  test('executable text without #! keeps enough to show that', () => {
    expect(takeFact('script', { mode: 0o755, content: 'exec server\n'.repeat(20) })?.head.length).toBe(32)
  })
})

describe('ceilings', () => {
  const MiB = 1024 * 1024
  test.each([
    // path                     kept     kind
    ['/etc/passwd', MiB],
    ['/etc/ld.so.cache', 4 * MiB],
    ['/var/lib/dpkg/status', 16 * MiB],
  ])('%s is kept up to %i bytes and says that there was more', (path, ceiling) => {
    const whole = takeFacts({ path, content: new Uint8Array(ceiling).fill(0x61), cut: 65536 })
    const cut = takeFacts({ path, content: new Uint8Array(ceiling + 1).fill(0x61), cut: 65536 })
    expect(whole).toMatchObject([{ complete: true }])
    expect(cut).toMatchObject([{ complete: false }])
    for (const fact of cut) {
      expect('bytes' in fact ? fact.bytes.length : 'content' in fact && fact.content.length).toBe(ceiling)
    }
  })
})

test('no content and no cut make a rule throw, and the cut never matters', () => {
  const paths = fc.constantFrom(
    ...['/etc/passwd', '/etc/ld.so.cache', '/node_modules/a/package.json', '/a.dist-info/METADATA', '/x'],
  )
  const beginnings = fc.constantFrom('', '#!', '{"name":"a","version":', 'Name: a\nVersion: 1\n\n', '\x7fELF')
  fc.assert(
    fc.property(
      paths,
      beginnings,
      fc.uint8Array({ maxLength: 6000 }),
      fc.integer({ min: 1, max: 7000 }),
      (...args) => {
        const [path, beginning, rest, cut] = args
        const content = Buffer.concat([Buffer.from(beginning, 'latin1'), rest])
        expect(takeFacts({ path, mode: 0o755, content, cut })).toEqual(
          takeFacts({ path, mode: 0o755, content }),
        )
      },
    ),
  )
})
