/** Where a blob lies in an open file. Every thread of this process may read it there, until it is given back. */
export interface FilePlace {
  readonly descriptor: number
  readonly start: number
  readonly length: number
  /** The blob, for messages. */
  readonly what: string
  /** The file, for messages. */
  readonly path: string
}

export interface HeldPlace extends FilePlace, AsyncDisposable {}
