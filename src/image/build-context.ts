/** One path of a build context, as the file system has it. */
export interface ContextEntry {
  /** Relative to the context, with `/` between names. */
  readonly path: string
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  /** Length of a file; 0 for the rest. */
  readonly bytes: number
  /** Permission bits. */
  readonly mode: number
}
