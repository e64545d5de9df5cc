import { hash } from 'node:crypto'
import { lstatSync, readFileSync, readlinkSync, type Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
    '--dest-compress-level', // umoci wants gzip, and nobody wants to wait for it
    '0',
    `docker-daemon:${image}`,
    `oci:${layout}:image`,
  ])
  await output('umoci', ['unpack', '--rootless=false', '--image', `${layout}:image`, bundle])
  return join(bundle, 'rootfs')
}

/** Every path under a root except the root itself, sorted bytewise. */
export async function listRoot(root: string): Promise<UnpackedFile[]> {
  // Without file types, or at once instead of in turns, Node's listing walks into directories through links to them.
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .map(entry => join(entry.parentPath, entry.name).slice(root.length))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const carriers = new Map<string, string>()
  return paths.map(path => describeFile(root, path, carriers))
}

/** Rows that stand on one side only, a few of them: a diff of 40,000 rows tells nobody anything. */
export function differences(ours: readonly UnpackedFile[], theirs: readonly UnpackedFile[]): string[] {
  const us = new Set(ours.map(file => JSON.stringify(file)))
  const them = new Set(theirs.map(file => JSON.stringify(file)))
  const only = (side: string, rows: Set<string>, others: Set<string>): string[] =>
    [...rows].filter(row => !others.has(row)).map(row => `${side} ${row}`)
  return [...only('layerscope', us, them).slice(0, 20), ...only('umoci', them, us).slice(0, 20)]
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

/** Tens of thousands of files: to wait for each read would take most of the time. */
function describeFile(root: string, path: string, carriers: Map<string, string>): UnpackedFile {
  const stats = lstatSync(join(root, path))
  const type = typeOf(stats)
  return {
    path,
    type,
    bytes: type === 'file' ? stats.size : 0,
    mode: (stats.mode & 0o7777).toString(8).padStart(4, '0'),
    uid: stats.uid,
    gid: stats.gid,
    mtime: type === 'directory' ? null : Math.floor(stats.mtimeMs / 1000),
    linkTarget: type === 'symlink' ? readlinkSync(join(root, path)) : null,
    hardLinkTo: carrierOf(stats, path, carriers),
    sha256: type === 'file' ? hash('sha256', readFileSync(join(root, path))) : null,
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

function readBlock(block: string, root: string): [string, Record<string, string>] {
  const [header = '', ...lines] = block.trim().split('\n')
  const path = header.slice(`# file: ${root}`.length) || '/'
  return [
    path,
    Object.fromEntries(lines.map(line => line.split(/=0s(.*)/s)).map(([name, value]) => [name, value])),
  ]
}
