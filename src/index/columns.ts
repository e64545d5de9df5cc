/** The arrays layer trees are made of. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

export interface Detached {
  readonly skeleton: Skeleton
  readonly columns: readonly Column[]
}

/** A value without its columns. Every part says what it is, so that no value can be taken for the place of a column. */
export type Skeleton =
  | { readonly kind: 'column'; readonly index: number; readonly type: ColumnType }
  | { readonly kind: 'object'; readonly parts: Readonly<Record<string, Skeleton>> }
  | { readonly kind: 'other'; readonly value: unknown }

type ColumnType = keyof typeof COLUMN_TYPES

const COLUMN_TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const

/** Takes the columns out of a value: those in plain objects, however deep. */
export function detachColumns(value: unknown): Detached {
  const columns: Column[] = []
  const walk = (part: unknown): Skeleton => {
    if (isColumn(part)) return { kind: 'column', index: columns.push(part) - 1, type: typeOf(part) }
    return isPlainObject(part)
      ? { kind: 'object', parts: mapValues(part, walk) }
      : { kind: 'other', value: part }
  }
  return { skeleton: walk(value), columns }
}

/** Puts columns back; each takes the memory of its stretch, which begins at a multiple of its element's size. */
export function fitColumns(skeleton: Skeleton, stretches: readonly Uint8Array<ArrayBuffer>[]): unknown {
  switch (skeleton.kind) {
    case 'column':
      return columnOver(stretches[skeleton.index], skeleton.type)
    case 'object':
      return mapValues(skeleton.parts, part => fitColumns(part, stretches))
    case 'other':
      return skeleton.value
  }
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

function isPlainObject(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype
}

function mapValues<Part, Changed>(object: Readonly<Record<string, Part>>, change: (part: Part) => Changed) {
  return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, change(part)]))
}
