import { grownLength, withRoom } from './growing-columns.ts'

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

/** The same columns with half as much room again. */
export function longerColumns(columns: GrowingEntryColumns): GrowingEntryColumns {
  const room = grownLength(columns.node.length, 0)
  return {
    node: withRoom(columns.node, room),
    role: withRoom(columns.role, room),
    type: withRoom(columns.type, room),
    mode: withRoom(columns.mode, room),
    uid: withRoom(columns.uid, room),
    gid: withRoom(columns.gid, room),
    length: withRoom(columns.length, room),
    offset: withRoom(columns.offset, room),
    mtime: withRoom(columns.mtime, room),
    sha256: withRoom(columns.sha256, room * 32),
  }
}

/** The same columns cut to the entries they hold. */
export function shortColumns(columns: GrowingEntryColumns, entries: number): GrowingEntryColumns {
  return {
    node: columns.node.slice(0, entries),
    role: columns.role.slice(0, entries),
    type: columns.type.slice(0, entries),
    mode: columns.mode.slice(0, entries),
    uid: columns.uid.slice(0, entries),
    gid: columns.gid.slice(0, entries),
    length: columns.length.slice(0, entries),
    offset: columns.offset.slice(0, entries),
    mtime: columns.mtime.slice(0, entries),
    sha256: columns.sha256.slice(0, entries * 32),
  }
}
