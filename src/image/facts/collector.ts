import type { TreePath } from '../tree-path.ts'
import type { Fact } from './fact.ts'

/** What a rule may look at before it has seen the whole content. */
export interface FileInfo {
  readonly path: TreePath
  readonly mode: number
  /** What `stat` says, in bytes. */
  readonly length: number
}

/** Takes a fact from one file while its content passes, once and in order. Its state is bounded, whatever the file holds. */
export interface Collector {
  /** The next bytes; `offset` is where in the file they begin. The chunk is not kept: its owner may reuse it. */
  push(chunk: Uint8Array, offset: number): void
  /** After the last byte. */
  finish(): Fact | undefined
}
