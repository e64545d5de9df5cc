import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Lab } from './lab.ts'
import { output } from './run.ts'

/** One path of a root on disk, in the words of `finalFiles` (product.md §2). */
export interface UnpackedFile {
  readonly path: string
  readonly type: string
  readonly bytes: number
  readonly mode: string
  readonly uid: number
  readonly gid: number
  /** Whole seconds, for everything but directories, whose times change as their files are written. */
  readonly mtime: number | null
  readonly linkTarget: string | null
  readonly hardLinkTo: string | null
  readonly sha256: string | null
}

/** Lets skopeo and umoci, which know nothing of us, make a root filesystem of an image of the engine. */
export async function unpack(lab: Lab, image: string, folder: string): Promise<string> {
  const layout = join(folder, 'layout')
  const bundle = join(folder, 'bundle')
  await output('skopeo', [
    '--insecure-policy',
    'copy',
    '-q',
    '--src-daemon-host',
    `unix://${lab.socket}`,
    '--dest-compress-level',
    '1',
    `docker-daemon:${image}`,
    `oci:${layout}:image`,
  ])
  await output('umoci', ['unpack', '--rootless=false', '--image', `${layout}:image`, bundle])
  return join(bundle, 'rootfs')
}

/** Every path under a root except the root itself, sorted bytewise. */
export async function listRoot(root: string): Promise<UnpackedFile[]> {
  // Without file types, Node's recursive listing walks into directories through links to them.
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .map(entry => join(entry.parentPath, entry.name).slice(root.length))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const carriers = new Map<string, string>()
  const files: UnpackedFile[] = []
  for (const path of paths) {
    files.push(await describeFile(root, path, carriers))
  }
  return files
}

/** Extended attributes of every path that has some, values in base64, as `getfattr` reads them. */
export async function listXattrs(root: string): Promise<Record<string, Record<string, string>>> {
  const dump = await output('getfattr', [
    '-R',
    '-P',
    '-h',
    '-d',
    '-m',
    '-',
    '-e',
    'base64',
    '--absolute-names',
    root,
  ])
  const blocks = dump.split('\n\n').filter(block => block.trim() !== '')
  return Object.fromEntries(blocks.map(block => readBlock(block, root)))
}

async function describeFile(
  root: string,
  path: string,
  carriers: Map<string, string>,
): Promise<UnpackedFile> {
  const stats = await lstat(join(root, path))
  const type = typeOf(stats)
  return {
    path,
    type,
    bytes: type === 'file' ? stats.size : 0,
    mode: (stats.mode & 0o7777).toString(8).padStart(4, '0'),
    uid: stats.uid,
    gid: stats.gid,
    mtime: type === 'directory' ? null : Math.floor(stats.mtimeMs / 1000),
    linkTarget: type === 'symlink' ? await readlink(join(root, path)) : null,
    hardLinkTo: carrierOf(stats, path, carriers),
    sha256: type === 'file' ? await sha256(join(root, path)) : null,
  }
}

function typeOf(stats: Stats): string {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'directory'
  if (stats.isSymbolicLink()) return 'symlink'
  if (stats.isCharacterDevice()) return 'character'
  return stats.isBlockDevice() ? 'block' : 'fifo'
}

/** The bytewise-first path of the inode, for its other paths; paths must arrive in that order. */
function carrierOf(stats: Stats, path: string, carriers: Map<string, string>): string | null {
  if (stats.isDirectory() || stats.nlink === 1) {
    return null
  }
  const inode = `${stats.dev}:${stats.ino}`
  const carrier = carriers.get(inode)
  carriers.set(inode, carrier ?? path)
  return carrier ?? null
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function readBlock(block: string, root: string): [string, Record<string, string>] {
  const [header = '', ...lines] = block.trim().split('\n')
  const path = header.slice(`# file: ${root}`.length) || '/'
  return [
    path,
    Object.fromEntries(lines.map(line => line.split(/=0s(.*)/s)).map(([name, value]) => [name, value])),
  ]
}
