import { byteString, toBytes } from '../image/byte-string.ts'
import type { EntryHeader } from '../image/entry.ts'
import { grownLength, resized } from './growing-columns.ts'
import type { LayerTree } from './layer-tree.ts'
import { encodeXattrs } from './xattr-code.ts'

type SideTables = Pick<LayerTree, 'linkStarts' | 'linkBytes' | 'devices' | 'xattrs' | 'sparse'>

/** Collects what only some entries have: link names, device numbers, extended attributes, sparse extents. */
export class SideTablesBuilder {
  private linkStarts = new Uint32Array(257)
  private readonly links = new ByteLog()
  private readonly devices = { entry: [] as number[], numbers: [] as number[] }
  private readonly xattrs = { entry: [] as number[], starts: [0], bytes: new ByteLog() }
  private readonly sparse = {
    entry: [] as number[],
    stored: [] as number[],
    starts: [0],
    extents: [] as number[],
  }

  add(entry: number, header: EntryHeader): void {
    this.addLink(entry, header)
    if (header.device !== undefined) this.addDevice(entry, header.device.major, header.device.minor)
    if (header.xattrs !== undefined && header.xattrs.size > 0) {
      this.xattrs.entry.push(entry)
      this.xattrs.starts.push(this.xattrs.bytes.append(encodeXattrs(header.xattrs)))
    }
    if (header.type === 'file' && (header.extents !== undefined || header.stored !== header.length)) {
      this.addSparse(entry, header)
    }
  }

  build(entries: number): SideTables {
    const { devices, xattrs, sparse } = this
    return {
      linkStarts: resized(this.linkStarts, entries + 1),
      linkBytes: this.links.toBytes(),
      devices: { entry: Uint32Array.from(devices.entry), numbers: Float64Array.from(devices.numbers) },
      xattrs: {
        entry: Uint32Array.from(xattrs.entry),
        starts: Uint32Array.from(xattrs.starts),
        bytes: xattrs.bytes.toBytes(),
      },
      sparse: {
        entry: Uint32Array.from(sparse.entry),
        stored: Float64Array.from(sparse.stored),
        starts: Uint32Array.from(sparse.starts),
        extents: Float64Array.from(sparse.extents),
      },
    }
  }

  private addLink(entry: number, header: EntryHeader): void {
    if (entry + 1 === this.linkStarts.length) {
      this.linkStarts = resized(this.linkStarts, grownLength(this.linkStarts.length, 0))
    }
    const isLink = header.type === 'symlink' || header.type === 'hardLink'
    this.linkStarts[entry + 1] = this.links.append(toBytes(isLink ? (header.linkName ?? NO_NAME) : NO_NAME))
  }

  private addDevice(entry: number, major: number, minor: number): void {
    this.devices.entry.push(entry)
    this.devices.numbers.push(major, minor)
  }

  private addSparse(entry: number, header: EntryHeader): void {
    const { sparse } = this
    for (const { offset, length } of header.extents ?? []) sparse.extents.push(offset, length)
    sparse.entry.push(entry)
    sparse.stored.push(header.stored)
    sparse.starts.push(sparse.extents.length / 2)
  }
}

const NO_NAME = byteString('')

/** Bytes appended one stretch after the other. */
class ByteLog {
  private bytes = new Uint8Array(256)
  private length = 0

  /** Returns where the next stretch will begin. */
  append(stretch: Uint8Array): number {
    const end = this.length + stretch.length
    if (end > this.bytes.length) this.bytes = resized(this.bytes, grownLength(this.bytes.length, end))
    this.bytes.set(stretch, this.length)
    this.length = end
    return end
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return resized(this.bytes, this.length)
  }
}
