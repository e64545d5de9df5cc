import type { ImageRecipe } from '../../fixtures/archive/image-recipe.ts'
import { elfOf } from '../../fixtures/elf/elf-of.ts'
import type { EntryRecipe } from '../../fixtures/tar/recipe.ts'
import { goData } from '../analysis/contents/go-data.ts'
import { apkInstalled, dpkgStatus } from '../analysis/contents/read-image.ts'

const SERVER = serverOf('v1.2.0')
const SERVER_BEFORE = serverOf('v1.1.0')

/** A Debian with packages of every kind, one of them upgraded by a later layer. */
export const DEBIAN: ImageRecipe = {
  tags: ['packages:debian'],
  created: '2024-05-01T12:00:00Z',
  config: { Entrypoint: ['/app/server'], WorkingDir: '/app' },
  history: ['ADD rootfs.tar /', 'RUN apt-get install -y curl', 'COPY . /app'].map(created_by => ({
    created_by,
  })),
  layers: [
    [
      file('var/lib/dpkg/status', dpkgStatus('base-files 12.4 amd64', 'curl 7.88.1-10 amd64')),
      file('var/lib/dpkg/info/base-files.list', '/etc/issue\n'),
      file('var/lib/dpkg/info/curl.list', '/usr/bin/curl\n'),
      zeros('etc/issue', 27),
      zeros('usr/bin/curl', 250_000),
    ],
    [
      file(
        'var/lib/dpkg/status',
        dpkgStatus('base-files 12.4 amd64', 'curl 7.88.1-12 amd64', 'golang-1.19-go 1.19.8-2 amd64'),
      ),
      file('var/lib/dpkg/info/golang-1.19-go.list', '/usr/lib/go-1.19/bin/go\n'),
      zeros('usr/lib/go-1.19/bin/go', 900_000),
      zeros('usr/bin/curl', 260_000),
      zeros('var/lib/apt/lists/main_Packages', 400_000),
    ],
    [
      { name: 'app/server', content: elfOf({ data: SERVER }), mode: 0o755 },
      file('app/main.go', 'package main\n'),
      file(
        'app/node_modules/@types/n\u001b[31m/package.json',
        '{"name":"@types/n\\u001b[31m","version":"1.0.0"}',
      ),
      file(
        'opt/venv/lib/python3.12/site-packages/flask-3.0.dist-info/METADATA',
        'Name: flask\nVersion: 3.0\n\n',
      ),
    ],
  ],
}

/** The same service on Alpine. */
export const ALPINE: ImageRecipe = {
  tags: ['packages:alpine'],
  config: { Entrypoint: ['/app/server'] },
  layers: [
    [
      file('lib/apk/db/installed', apkInstalled(['musl 1.2.3-r0', 'lib/ld-musl-x86_64.so.1'])),
      zeros('lib/ld-musl-x86_64.so.1', 600_000),
      { name: 'app/server', content: elfOf({ data: SERVER_BEFORE }), mode: 0o755 },
    ],
  ],
}

/** Its packages stand in a database nothing here reads. */
export const FEDORA: ImageRecipe = {
  tags: ['packages:fedora'],
  layers: [[file('usr/lib/sysimage/rpm/rpmdb.sqlite', 'SQLite format 3'), zeros('usr/bin/bash', 1_000_000)]],
}

function serverOf(version: string): Uint8Array {
  return goData('go1.19.8', [
    'path\texample.org/server',
    'mod\texample.org/server\t(devel)',
    `dep\texample.org/log\t${version}`,
  ])
}

function file(name: string, content: string): EntryRecipe {
  return { name, content }
}

function zeros(name: string, bytes: number): EntryRecipe {
  return { name, content: new Uint8Array(bytes) }
}
