import { grownLength, resized } from './growing-columns.ts'
import type { VersionColumns } from './overlay.ts'

/** The versions of all paths, appended while layers are applied. */
export class VersionLog {
  length = 0
  node: Uint32Array<ArrayBuffer>
  previous: Int32Array<ArrayBuffer>
  entry: Int32Array<ArrayBuffer>
  inode: Int32Array<ArrayBuffer>
  type: Uint8Array<ArrayBuffer>

  constructor(room: number) {
    this.node = new Uint32Array(room)
    this.previous = new Int32Array(room)
    this.entry = new Int32Array(room)
    this.inode = new Int32Array(room)
    this.type = new Uint8Array(room)
  }

  add(node: number, previous: number, type: number, inode: number, entry: number): number {
    const version = this.length
    if (version === this.node.length) this.grow()
    this.node[version] = node
    this.previous[version] = previous
    this.length = version + 1
    this.change(version, type, inode, entry)
    return version
  }

  change(version: number, type: number, inode: number, entry: number): void {
    this.type[version] = type
    this.inode[version] = inode
    this.entry[version] = entry
  }

  /** The finished columns, which the log then no longer has; what compares versions fills `change`, `differs` and `bytes`. */
  build(): VersionColumns & { readonly bytes: Float64Array<ArrayBuffer> } {
    return {
      node: resized(this.node, this.length),
      previous: resized(this.previous, this.length),
      entry: resized(this.entry, this.length),
      inode: resized(this.inode, this.length),
      type: resized(this.type, this.length),
      change: new Uint8Array(this.length),
      differs: new Uint8Array(this.length),
      bytes: new Float64Array(this.length),
    }
  }

  private grow(): void {
    const room = grownLength(this.length, 0)
    this.node = resized(this.node, room)
    this.previous = resized(this.previous, room)
    this.entry = resized(this.entry, room)
    this.inode = resized(this.inode, room)
    this.type = resized(this.type, room)
  }
}
