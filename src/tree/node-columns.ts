import { grownLength, resized } from './growing-columns.ts'

/** What is known of each path while layers are applied. */
export class NodeColumns {
  /** Latest version; -1 for a path that never stood. */
  latest: Int32Array<ArrayBuffer>
  /** The children that stand now, as a doubly linked list; 0 ends it. */
  firstChild: Int32Array<ArrayBuffer>
  nextChild: Int32Array<ArrayBuffer>
  previousChild: Int32Array<ArrayBuffer>
  /** Layer + 1 that hid everything the layers below have beneath. */
  hiddenBy: Int32Array<ArrayBuffer>
  /** Layer + 1 that marked the directory opaque. */
  opaqueBy: Int32Array<ArrayBuffer>
  /** Layer + 1 that went through the path while it resolved another. */
  resolvedBy: Int32Array<ArrayBuffer>

  constructor(room: number) {
    this.latest = new Int32Array(room).fill(-1)
    this.firstChild = new Int32Array(room)
    this.nextChild = new Int32Array(room)
    this.previousChild = new Int32Array(room)
    this.hiddenBy = new Int32Array(room)
    this.opaqueBy = new Int32Array(room)
    this.resolvedBy = new Int32Array(room)
  }

  makeRoom(node: number): void {
    const before = this.latest.length
    if (node < before) return
    const room = grownLength(before, node + 1)
    this.latest = resized(this.latest, room).fill(-1, before)
    this.firstChild = resized(this.firstChild, room)
    this.nextChild = resized(this.nextChild, room)
    this.previousChild = resized(this.previousChild, room)
    this.hiddenBy = resized(this.hiddenBy, room)
    this.opaqueBy = resized(this.opaqueBy, room)
    this.resolvedBy = resized(this.resolvedBy, room)
  }

  /** Latest versions of the first `size` paths; the columns no longer have them. */
  latestOf(size: number): Int32Array<ArrayBuffer> {
    this.makeRoom(size - 1)
    return resized(this.latest, size)
  }

  /** Makes a path a standing child of its directory. */
  join(directory: number, node: number): void {
    const first = this.firstChild[directory]!
    this.nextChild[node] = first
    this.previousChild[node] = 0
    if (first !== 0) this.previousChild[first] = node
    this.firstChild[directory] = node
  }

  /** Takes a path out of its directory's standing children. */
  leave(directory: number, node: number): void {
    const next = this.nextChild[node]!
    const previous = this.previousChild[node]!
    if (previous === 0) this.firstChild[directory] = next
    else this.nextChild[previous] = next
    if (next !== 0) this.previousChild[next] = previous
  }
}
