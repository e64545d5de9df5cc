import { expect, test } from 'vitest'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { placeAt, placesOf, topOfPlace } from '../../../src/analysis/contents/places.ts'
import { fromText } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { buildOverlay } from '../../../src/tree/build-overlay.ts'
import { findNode, nodePath } from '../../../src/tree/overlay.ts'

test.each([
  ['var/lib/apt/lists/deb_Packages', 'packageLists apt', '/var/lib/apt/lists'],
  ['var/lib/apt/lists/partial/x/y', 'packageLists apt', '/var/lib/apt/lists'],
  ['var/lib/apt/extended_states', 'packageDatabase apt', '/var/lib/apt'],
  ['var/cache/apt/archives/curl.deb', 'packageCache apt', '/var/cache/apt'],
  ['var/cache/apk/APKINDEX.1.tar.gz', 'packageLists apk', '/var/cache/apk/APKINDEX.1.tar.gz'],
  ['var/cache/apk/curl.apk', 'packageCache apk', '/var/cache/apk'],
  ['var/lib/dpkg/info/curl.list', 'packageDatabase dpkg', '/var/lib/dpkg'],
  ['usr/local/go/src/fmt/print.go', 'toolchain go', '/usr/local/go'],
  ['usr/local/go/pkg/mod/x', 'toolchain go', '/usr/local/go'],
  ['usr/local/go/lib/time/zoneinfo.zip', 'timeZones go', '/usr/local/go/lib/time'],
  ['usr/lib/go-1.19/bin/go', 'toolchain go', '/usr/lib/go-1.19'],
  ['go/pkg/mod/cache/x.zip', 'packageCache go', '/go/pkg/mod'],
  ['root/go/pkg/mod/x', 'packageCache go', '/root/go/pkg/mod'],
  ['root/.cache/go-build/00/a', 'buildCache go', '/root/.cache/go-build'],
  ['home/me/.cache/pip/http/a', 'packageCache pip', '/home/me/.cache/pip'],
  ['usr/local/share/.cache/yarn/v6/a', 'packageCache yarn', '/usr/local/share/.cache/yarn'],
  ['usr/local/cargo/registry/cache/a', 'packageCache cargo', '/usr/local/cargo/registry'],
  ['usr/local/cargo/bin/cargo', 'toolchain cargo', '/usr/local/cargo'],
  ['usr/local/lib/python3.12/os.py', 'runtime python', '/usr/local/lib/python3.12'],
  ['usr/local/lib/python3.12/test/a.py', 'runtime python', '/usr/local/lib/python3.12'],
  [
    'usr/local/lib/python3.12/site-packages/flask/a.py',
    'dependencies pip',
    '/usr/local/lib/python3.12/site-packages',
  ],
  ['opt/venv/lib/python3.12/site-packages/a', 'dependencies pip', '/opt/venv/lib/python3.12/site-packages'],
  ['usr/local/bin/python3.12', 'runtime python', '/usr/local/bin/python3.12'],
  ['usr/local/bin/node', 'runtime node', '/usr/local/bin/node'],
  ['usr/local/bin/server', 'nothing', '/'],
  ['app/node_modules/a/index.js', 'dependencies npm', '/app/node_modules'],
  ['app/node_modules/a/test/index.js', 'tests npm', '/app/node_modules/a/test'],
  ['app/node_modules/a/node_modules/b/x', 'dependencies npm', '/app/node_modules'],
  ['app/node_modules/.cache/babel/x', 'buildCache npm', '/app/node_modules/.cache'],
  ['usr/local/lib/node_modules/npm/x', 'toolchain npm', '/usr/local/lib/node_modules/npm'],
  ['app/.git/objects/00/x', 'versionControl git', '/app/.git'],
  ['app/.git', 'nothing', '/'],
  ['app/tests/unit/a', 'tests', '/app/tests'],
  ['app/docs/index.html', 'docs', '/app/docs'],
  ['usr/bin/test', 'system', '/usr'],
  ['usr/lib/something/test/a', 'system', '/usr'],
  ['usr/lib/something/node_modules/a', 'dependencies npm', '/usr/lib/something/node_modules'],
  ['usr/src/app/vendor/x/a', 'dependencies', '/usr/src/app/vendor'],
  ['usr/src/app/vendor/x/testdata/a', 'tests', '/usr/src/app/vendor/x/testdata'],
  ['app/main.go', 'source go', '/app/main.go'],
  ['main.go', 'source go', '/main.go'],
  ['app/go', 'nothing', '/'],
  ['app/.go', 'nothing', '/'],
  ['app/README.md', 'docs', '/app/README.md'],
  ['app/a.averylongending', 'nothing', '/'],
  ['etc/x.go', 'system', '/etc'],
  ['etc/ssl/certs/ca-certificates.crt', 'certificates', '/etc/ssl/certs'],
  ['etc/ssl/cert.pem', 'certificates', '/etc/ssl/cert.pem'],
  ['etc/localtime', 'timeZones', '/etc/localtime'],
  ['usr/share/zoneinfo/Europe/Berlin', 'timeZones', '/usr/share/zoneinfo'],
  ['usr/share/doc/curl/copyright', 'docs', '/usr/share/doc'],
  ['usr/share/locale/de/x', 'locales', '/usr/share/locale'],
  ['bin/tool', 'system', '/bin'],
  ['server', 'nothing', '/'],
])('/%s is %s, from %s on', (path, expected, top) => {
  expect(lookUp([path], path)).toEqual({ place: expected, top })
})

test('a name that merely ends like a place is none', () => {
  for (const path of ['xvar/lib/apt/lists/a', 'var/lib/apt/listsx/a', 'app/xnode_modules/a'])
    expect(lookUp([path], path).place).not.toMatch(/packageLists|dependencies/)
})

test('what one path teaches is not told of another that only begins alike', () => {
  const paths = ['a/.cache/pip/x', 'b/.cache/other/x', 'c/pip/x', 'var/cache/apt/x', 'srv/cache/apt/x']
  expect(paths.map(path => lookUp(paths, path).place)).toEqual([
    'packageCache pip',
    'nothing',
    'nothing',
    'packageCache apt',
    'nothing',
  ])
})

function lookUp(paths: readonly string[], path: string): { place: string; top: string } {
  const overlay = buildOverlay(image(layer(...paths)))
  const node = findNode(overlay, parseTreePath(fromText(path))) ?? -1
  const places = placesOf(overlay)
  const place = placeAt(places, node)
  return {
    place: place === null ? 'nothing' : [place.role, place.owner ?? ''].join(' ').trim(),
    top: nodePath(overlay, place === null ? 0 : topOfPlace(overlay, places, node)),
  }
}
