import type { Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Overwriting } from '../content/extract/disk-writer.ts'
import type { Wanted } from '../content/extract/items.ts'
import { fail } from '../errors.ts'
import { fromText, toBytes } from '../image/byte-string.ts'
import { displayName } from '../report/display-name.ts'
import { typeOf } from '../tree/tree-view.ts'

/** A path of the image somebody named; `name` is its last component, empty for the root. */
export type CopySource = Wanted

export interface Destination {
  /** An existing directory, its links resolved. */
  readonly root: Uint8Array
  /** The sources with the names they get in it. */
  readonly wanted: readonly Wanted[]
}

/**
 * Where sources go, as `cp` decides it: into DEST when it is a directory, else one source under that name. Throws
 * `unwritable` when something is there already and `force` is off, and `usage` for what means nothing.
 */
export async function chooseDestination(
  dest: string,
  sources: readonly CopySource[],
  { force, advice }: Overwriting,
): Promise<Destination> {
  const isDirectory = (await stat(dest).catch(() => null))?.isDirectory() ?? false
  const wanted = isDirectory ? sources : [renamed(dest, sources)]
  const folder = isDirectory ? dest : dirname(dest)
  const root = await realpath(folder, { encoding: 'buffer' }).catch(() =>
    fail({ kind: 'unwritable', path: dest, answer: `there is no directory "${folder}"` }),
  )
  refuseSameNames(wanted, dest)
  if (!force)
    for (const { name } of wanted)
      await refuseExisting(root, name, isDirectory ? join(dest, displayName(name)) : dest, advice)
  return { root, wanted }
}

/** The one source, under the name that DEST ends in. */
function renamed(dest: string, sources: readonly CopySource[]): Wanted {
  const [source, ...more] = sources
  if (source === undefined || more.length > 0)
    return usage(`"${dest}" is no directory, and several paths need one: make it first.`)
  const isFile = typeOf(source.view, source.node) !== 'directory'
  if (dest === '' || (isFile && dest.endsWith('/'))) return usage(`"${dest}" is no directory: make it first.`)
  return { ...source, name: fromText(basename(dest)) }
}

function refuseSameNames(wanted: readonly Wanted[], dest: string): void {
  const names = new Set<string>()
  for (const { name } of wanted) {
    if (names.has(name))
      usage(`Two of the paths would both be "${displayName(name)}" in ${dest}: copy them apart.`)
    names.add(name)
  }
}

async function refuseExisting(
  root: Uint8Array,
  name: Wanted['name'],
  path: string,
  advice: string,
): Promise<void> {
  if (name === '') {
    const isEmpty = (await readdir(Buffer.from(root))).length === 0
    if (!isEmpty) fail({ kind: 'unwritable', path, answer: `it is not empty; ${advice}` })
    return
  }
  const place = Buffer.concat([root, Buffer.from('/'), toBytes(name)])
  const existing: Stats | null = await lstat(place).catch(() => null)
  if (existing === null) return
  fail({ kind: 'unwritable', path, answer: `it exists; ${advice}` })
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
