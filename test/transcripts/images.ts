import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import {
  archiveOf,
  buildImage,
  type HistoryRecipe,
  type ImageRecipe,
} from '../../fixtures/archive/image-recipe.ts'
import { writeRecorded } from '../../fixtures/archive/recorded.ts'
import { elfOf } from '../../fixtures/elf/elf-of.ts'
import type { EntryRecipe } from '../../fixtures/tar/recipe.ts'
import { ALPINE, DEBIAN, FEDORA } from './package-images.ts'

/** The images the transcripts are about, as files of a folder. */
export async function writeImages(folder: string): Promise<void> {
  const naive = archiveOf(dockerSave([buildImage(NAIVE)]))
  await Promise.all([
    writeFile(join(folder, 'naive.tar'), naive),
    writeFile(join(folder, 'hostile.tar'), archiveOf(dockerSave([buildImage(HOSTILE)]))),
    writeFile(join(folder, 'two.tar'), archiveOf(dockerSave([buildImage(NAIVE), buildImage(HOSTILE)]))),
    writeFile(join(folder, 'base.tar'), archiveOf(dockerSave([buildImage(BASE)]))),
    writeFile(join(folder, 'healthy.tar'), archiveOf(dockerSave([buildImage(HEALTHY)]))),
    writeFile(join(folder, 'onbase.tar'), archiveOf(dockerSave([buildImage(ON_BASE)]))),
    writeFile(join(folder, 'cut.tar'), withoutLayer(2)),
    writeFile(join(folder, 'files.tar'), archiveOf(dockerSave([buildImage(FILES)]))),
    writeFile(join(folder, 'debian.tar'), archiveOf(dockerSave([buildImage(DEBIAN)]))),
    writeFile(join(folder, 'alpine.tar'), archiveOf(dockerSave([buildImage(ALPINE)]))),
    writeFile(join(folder, 'fedora.tar'), archiveOf(dockerSave([buildImage(FEDORA)]))),
    writeFile(join(folder, 'notes.txt'), 'not an image'),
    writeFile(join(folder, 'arm.tar'), archiveOf(dockerSave([buildImage({ ...BASE, platform: ARM64 })]))),
    writeFile(join(folder, 'other.json'), '{"name":"somebody","version":"1.0.0"}'),
    writeFile(join(folder, 'newer.json'), '{"schemaVersion":"2.0","image":{},"layers":[]}'),
    writeFile(join(folder, 'cut.json'), '{"schemaVersion":"1.1","image":{"tags":['),
    writeFile(join(folder, 'gate.yaml'), GATE),
    writeFile(join(folder, 'misspelt.yaml'), 'ci:\n  max-layers: 4\n  max-wast: 1MB\n'),
    writeFile(join(folder, 'team.dive-ci'), 'rules:\n  lowestEfficiency: 0.95\n  highestWastedBytes: 1MB\n'),
    writeRecorded(folder, 'skopeo-oci-gzip.tar'),
  ])
}

const MAY = Date.UTC(2024, 4, 1, 12) / 1000

/** A service built as people first build it. */
const NAIVE: ImageRecipe = {
  tags: ['api-service:naive'],
  created: '2024-05-01T12:00:00Z',
  config: { Entrypoint: ['/app/api'], Env: ['PATH=/usr/bin:/bin', 'PORT=8080'], User: 'app' },
  history: [
    run('/bin/sh -c #(nop) ADD file:0123 in / '),
    { created_by: '/bin/sh -c #(nop)  ENV PORT=8080', empty_layer: true },
    run('/bin/sh -c apt-get update && apt-get install -y golang'),
    run('/bin/sh -c #(nop) COPY dir:4567 in /app '),
    run('/bin/sh -c rm -rf /var/lib/apt/lists && chmod 0700 /app/api'),
    { created_by: '/bin/sh -c #(nop)  ENTRYPOINT ["/app/api"]', empty_layer: true },
  ],
  layers: [
    [
      directory('usr/bin/'),
      file('usr/bin/sh', 150_000, { mode: 0o755 }),
      { name: 'bin', type: 'symlink', linkName: 'usr/bin', mtime: MAY },
      file('etc/passwd', 120),
      { name: 'dev/null', type: 'character', device: { major: 1, minor: 3 }, mode: 0o666, mtime: MAY },
      directory('tmp/', { mode: 0o1777 }),
    ],
    [file('usr/bin/go', 900_000, { mode: 0o755 }), file('var/lib/apt/lists/main_Packages', 400_000)],
    [
      directory('app/'),
      file('app/api', 220_000, { mode: 0o755, uid: 1000, gid: 1000 }),
      { name: 'app/api-link', type: 'hardLink', linkName: 'app/api', mtime: MAY },
      file('app/config.json', 40, { xattrs: { 'user.note': 'hi' } }),
    ],
    [
      { name: 'var/lib/apt/.wh.lists', mtime: MAY },
      file('app/api', 220_000, { mode: 0o700, uid: 1000, gid: 1000 }),
    ],
  ],
}

/** The rules a team has for its images. */
const GATE = `ci:
  max-size: 2MB
  max-growth: 5%
  forbid-path:
    - /app/*.json
    - "*.pem"
  forbid-finding: unknownUser
  max-waste: 1MB
`

const ARM64 = { os: 'linux', architecture: 'arm64' }

/** What the naive image is built on. */
const BASE: ImageRecipe = {
  tags: ['base:1'],
  history: NAIVE.history?.slice(0, 3) ?? [],
  layers: NAIVE.layers.slice(0, 2),
}

/** Built on an image whose Dockerfile ended with the shell of a distribution. */
const ON_BASE: ImageRecipe = {
  tags: ['api-service:onbase'],
  config: { Cmd: ['/app/api'] },
  history: [
    run('/bin/sh -c #(nop) ADD file:0123 in / '),
    { created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
    run('/bin/sh -c #(nop) COPY file:4567 in /app/api '),
    run('/bin/sh -c rm -rf /usr/share/doc'),
    { created_by: '/bin/sh -c #(nop)  CMD ["/app/api"]', empty_layer: true },
  ],
  layers: [
    [file('usr/bin/sh', 150_000, { mode: 0o755 }), file('usr/share/doc/README', 30_000)],
    [file('app/api', 220_000, { mode: 0o755 })],
    [{ name: 'usr/share/.wh.doc', mtime: MAY }],
  ],
}

/** Contents worth reading, some of them changed and deleted by later layers. */
const FILES: ImageRecipe = {
  tags: ['files:latest'],
  layers: [
    [
      content('etc/motd', 'hello\nthere\n'),
      content('gone', 'here for a while\n'),
      { name: 'link', type: 'symlink', linkName: '/etc', mtime: MAY },
      { name: 'dangling', type: 'symlink', linkName: 'nowhere', mtime: MAY },
      { name: 'dev/null', type: 'character', device: { major: 1, minor: 3 }, mode: 0o666, mtime: MAY },
    ],
    [
      content('etc/motd', 'Hello again\r\nwith \u001b[31mcolour\r\n'),
      content('etc/hosts', 'here 127.0.0.1\n'),
      content('bin/server', readFileSync(join(import.meta.dirname, '../../fixtures/elf/server-dynamic'))),
      content('bin/run', '#!/usr/bin/env python3\nprint("ü")\n'),
      content('bin/data', new Uint8Array([0, 1, 2, 3, 0x68])),
      content('bin/logo.png', Buffer.from('89504e470d0a1a0a0000000d4948445200000020000000100806', 'hex')),
    ],
    [{ name: '.wh.gone', mtime: MAY }],
  ],
}

/** A static program with all it needs. */
const HEALTHY: ImageRecipe = {
  tags: ['healthy:latest'],
  created: '2024-05-01T12:00:00Z',
  config: { Entrypoint: ['/server'], Cmd: ['--port', '80'], User: 'app', Env: ['TZ=Europe/Berlin'] },
  layers: [
    [
      { name: 'server', content: elfOf({}), mode: 0o755, mtime: MAY },
      { name: 'etc/passwd', content: 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/:\n', mtime: MAY },
      file('etc/ssl/certs/ca-certificates.crt', 100),
      file('usr/share/zoneinfo/Europe/Berlin', 100),
      directory('tmp/', { mode: 0o1777 }),
    ],
  ],
}

/** Names that would give orders to a terminal, and a layer that says things twice. */
const HOSTILE: ImageRecipe = {
  tags: ['hostile:latest'],
  created: '2024-05-01T12:00:00Z',
  config: { Entrypoint: ['/etc/\u001b[2Jx'], User: '\u202eapp', WorkingDir: '/a\nb' },
  history: [run('RUN printf "\u001b[31mred"\n  && true')],
  layers: [
    [
      file('etc/\u001b]52;c;aGk=\u0007evil', 10),
      file('etc/two\nlines', 20),
      file('etc/\u202egnp.exe', 30),
      { name: new Uint8Array([0x65, 0x74, 0x63, 0x2f, 0x63, 0x61, 0x66, 0xe9]), content: 'x', mtime: MAY },
      file('etc/twice', 1000),
      file('etc/twice', 2000),
      file('../../outside', 5),
    ],
  ],
}

/** The naive image, one of its layers missing from the file. */
function withoutLayer(index: number): Uint8Array {
  const members = dockerSave([buildImage(NAIVE)])
  const layers = members.filter(({ name }) => name.endsWith('/layer.tar'))
  return archiveOf(members.filter(member => member !== layers[index]))
}

function run(created_by: string): HistoryRecipe {
  return { created_by }
}

function file(name: string, bytes: number, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, content: new Uint8Array(bytes).fill(name.length), mtime: MAY, ...more }
}

function content(name: string, bytes: string | Uint8Array): EntryRecipe {
  return { name, content: bytes, mtime: MAY }
}

function directory(name: string, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, type: 'directory', mtime: MAY, ...more }
}
