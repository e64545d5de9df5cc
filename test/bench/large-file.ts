import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { tarHeader } from '../../src/tar/write-header.ts'
import { type Row, ratioOfPairs, run } from './measure.ts'

/** The first screen of a file of 500 MB in a plain archive: printed, and in the viewer. */
export async function largeFileRows(executable: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-bench-'))
  try {
    const image = join(folder, 'large.tar')
    await writeLargeImage(image)
    const bareNode = async () => (await run(process.execPath, ['-e', '0'])).milliseconds
    const printed = `'${process.execPath}' '${executable}' cat '${image}' /large.log | head -n 60`
    return [
      {
        ...{ kind: 'measured', ceiling: 10, unit: '×' },
        name: 'first screen of a 500 MB file, cat | head ÷ node -e 0',
        ratio: await ratioOfPairs(async () => (await run('sh', ['-c', printed])).milliseconds, bareNode),
      },
      {
        ...{ kind: 'measured', ceiling: 10, unit: '×' },
        name: 'first screen of a 500 MB file, v in the files ÷ node -e 0',
        ratio: await ratioOfPairs(() => untilViewed(executable, image), bareNode),
      },
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

const LENGTH = 500_000_000
const LINE = 'what a service has to say, line by line\n'

/** `docker save` of an image with one layer with one file, written in pieces. */
async function writeLargeImage(path: string): Promise<void> {
  const piece = Buffer.from(LINE.repeat(25_000))
  const header = headerOf('large.log', LENGTH)
  const padding = new Uint8Array(512 - (LENGTH % 512) + 1024)
  const hash = createHash('sha256').update(header)
  for (let at = 0; at < LENGTH; at += piece.length) hash.update(piece)
  const diffId = `sha256:${hash.update(padding).digest('hex')}`
  const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [diffId] } }
  const manifest = [{ Config: 'config.json', RepoTags: ['large:1'], Layers: ['layer.tar'] }]
  const layerLength = header.length + LENGTH + padding.length
  await using file = await open(path, 'wx')
  await file.write(headerOf('layer.tar', layerLength))
  await file.write(header)
  for (let at = 0; at < LENGTH; at += piece.length) await file.write(piece)
  await file.write(padding)
  const documents = [
    { name: 'config.json', content: JSON.stringify(config) },
    { name: 'manifest.json', content: JSON.stringify(manifest) },
  ]
  await file.write(tarOf(documents))
}

function headerOf(name: string, length: number): Uint8Array {
  const numbers = { mode: 0o644, uid: 0, gid: 0, mtime: 0, length }
  return tarHeader({
    ...numbers,
    name: byteString(name),
    type: 'file',
    linkName: null,
    device: null,
    xattrs: new Map(),
  })
}

/** Milliseconds from the key that views the file to its first lines on the screen of a terminal. */
async function untilViewed(executable: string, image: string): Promise<number> {
  const command = `stty cols 120 rows 40 && exec '${process.execPath}' '${executable}' '${image}'`
  const child = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] })
  let shown = ''
  let pressed: number | undefined
  for await (const chunk of child.stdout) {
    shown += String(chunk)
    if (pressed === undefined && shown.includes('large.log') && shown.includes('nothing wasted')) {
      shown = ''
      pressed = performance.now()
      child.stdin.write('\tjv')
    } else if (pressed !== undefined && shown.includes('line by line')) break
  }
  const took = performance.now() - (pressed ?? 0)
  child.stdin.end('\x03')
  child.kill()
  return took
}
