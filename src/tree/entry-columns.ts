import { grownLength, resized } from './growing-columns.ts'

/** The columns of a layer tree while it grows: longer than the entries they hold so far. */
export function newColumns(room: number) {
  return {
    node: new Uint32Array(room),
    role: new Uint8Array(room),
    type: new Uint8Array(room),
    mode: new Uint16Array(room),
    uid: new Uint32Array(room),
    gid: new Uint32Array(room),
    length: new Float64Array(room),
    offset: new Float64Array(room),
    mtime: new Float64Array(room),
    sha256: new Uint8Array(room * 32),
  }
}

type GrowingEntryColumns = ReturnType<typeof newColumns>

/** The same columns with half as much room again; those given are empty afterwards. */
export function longerColumns(columns: GrowingEntryColumns): GrowingEntryColumns {
  const room = grownLength(columns.node.length, 0)
  return {
    node: resized(columns.node, room),
    role: resized(columns.role, room),
    type: resized(columns.type, room),
    mode: resized(columns.mode, room),
    uid: resized(columns.uid, room),
    gid: resized(columns.gid, room),
    length: resized(columns.length, room),
    offset: resized(columns.offset, room),
    mtime: resized(columns.mtime, room),
    sha256: resized(columns.sha256, room * 32),
  }
}

/** The same columns cut to the entries they hold; those given are empty afterwards. */
export function shortColumns(columns: GrowingEntryColumns, entries: number): GrowingEntryColumns {
  return {
    node: resized(columns.node, entries),
    role: resized(columns.role, entries),
    type: resized(columns.type, entries),
    mode: resized(columns.mode, entries),
    uid: resized(columns.uid, entries),
    gid: resized(columns.gid, entries),
    length: resized(columns.length, entries),
    offset: resized(columns.offset, entries),
    mtime: resized(columns.mtime, entries),
    sha256: resized(columns.sha256, entries * 32),
  }
}
