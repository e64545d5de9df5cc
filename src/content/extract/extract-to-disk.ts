import type { ByteString } from '../../image/byte-string.ts'
import type { DiskWriter } from './disk-writer.ts'
import type { ExtractItem } from './items.ts'
import type { ReadContent } from './tar-of-items.ts'

/** What was not written, or not as it is in the image. */
export interface ExtractReport {
  /** Devices and pipes, which cannot be made here. */
  readonly devices: readonly ByteString[]
  /** Names this file system takes for another one of the image (`README`, `readme`); nothing was overwritten. */
  readonly taken: readonly ByteString[]
  /** Paths with extended attributes, which cannot be set here. */
  readonly xattrs: number
  /** Paths whose owner this system would not give them. */
  readonly unowned: number
}

/** Writes the items, symlinks last. Faults: `unwritable`, and those of the contents; what is written then stays. */
export async function extractToDisk(
  items: Iterable<ExtractItem>,
  writer: DiskWriter,
  read: ReadContent,
): Promise<ExtractReport> {
  const devices: ByteString[] = []
  const taken = new Set<ByteString>()
  let xattrs = 0
  let skipped: string | null = null
  for (const item of items) {
    if (skipped !== null && item.name.startsWith(skipped)) continue
    skipped = null
    const outcome = await writeItem(item, writer, read, taken)
    if (outcome === 'device') devices.push(item.name)
    else if (item.state.xattrs.size > 0) xattrs++
    if (outcome !== 'taken') continue
    taken.add(item.name)
    if (item.state.type === 'directory') skipped = `${item.name}/`
  }
  for (const name of await writer.finish()) taken.add(name)
  return { devices, taken: [...taken], xattrs, unowned: writer.unowned }
}

async function writeItem(
  { name, state, place, linkTo }: ExtractItem,
  writer: DiskWriter,
  read: ReadContent,
  taken: ReadonlySet<ByteString>,
): Promise<'written' | 'taken' | 'device'> {
  switch (state.type) {
    case 'directory':
      return writer.directory(name, state)
    case 'symlink':
      writer.symlink(name, state)
      return 'written'
    case 'file':
      if (linkTo !== null && !taken.has(linkTo)) return writer.hardLink(name, linkTo)
      return place === null ? 'written' : writer.file(name, state, read(place))
    default:
      return 'device'
  }
}
