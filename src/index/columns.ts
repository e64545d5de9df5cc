/** The arrays layer trees are made of. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

export interface Detached {
  /** The value with a `ColumnPlace` where each column was. */
  readonly skeleton: unknown
  readonly columns: readonly Column[]
}

/** Where a column was. */
interface ColumnPlace {
  readonly column: number
  readonly type: ColumnType
}

type ColumnType = keyof typeof COLUMN_TYPES

const COLUMN_TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const

/** Takes the columns out of a value: those in plain objects, however deep. */
export function detachColumns(value: unknown): Detached {
  const columns: Column[] = []
  const walk = (part: unknown): unknown => {
    if (isColumn(part)) return { column: columns.push(part) - 1, type: typeOf(part) } satisfies ColumnPlace
    return isPlainObject(part) ? mapValues(part, walk) : part
  }
  return { skeleton: walk(value), columns }
}

/** Puts columns back; each takes the memory of its stretch, which begins at a multiple of its element's size. */
export function fitColumns(skeleton: unknown, stretches: readonly Uint8Array<ArrayBuffer>[]): unknown {
  if (isPlace(skeleton)) return columnOver(stretches[skeleton.column], skeleton.type)
  return isPlainObject(skeleton) ? mapValues(skeleton, part => fitColumns(part, stretches)) : skeleton
}

function columnOver(stretch: Uint8Array<ArrayBuffer> | undefined, type: ColumnType): Column {
  if (stretch === undefined) throw new RangeError('a column without its bytes')
  const Type = COLUMN_TYPES[type]
  return new Type(stretch.buffer, stretch.byteOffset, stretch.byteLength / Type.BYTES_PER_ELEMENT)
}

function typeOf(column: Column): ColumnType {
  if (column instanceof Uint8Array) return 'Uint8Array'
  if (column instanceof Uint16Array) return 'Uint16Array'
  if (column instanceof Uint32Array) return 'Uint32Array'
  return column instanceof Int32Array ? 'Int32Array' : 'Float64Array'
}

function isColumn(part: unknown): part is Column {
  return Object.values(COLUMN_TYPES).some(Type => part instanceof Type)
}

function isPlace(part: unknown): part is ColumnPlace {
  return isPlainObject(part) && typeof part['column'] === 'number' && Object.keys(part).length === 2
}

function isPlainObject(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype
}

function mapValues(object: Readonly<Record<string, unknown>>, change: (part: unknown) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, change(part)]))
}
