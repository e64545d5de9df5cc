import { fromText } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { findProgram } from '../compare/find-program.ts'

/** The files that Entrypoint and Cmd name: the program, and what it is told to run (`node server.js`). */
export function startedFiles({ documents: { config } }: Analysis, final: TreeView): ReadonlySet<number> {
  const { entrypoint, command, environment, workingDirectory } = config
  const words = [...entrypoint, ...command].flatMap(word => word.split(/\s+/)).slice(0, MOST_WORDS)
  const nodes = new Set<number>()
  for (const word of words) {
    if (word === '' || word.startsWith('-')) continue
    const program = findProgram(final, word, environment, workingDirectory)
    const file = program?.node ?? fileAt(final, word.startsWith('/') ? word : `${workingDirectory}/${word}`)
    if (file !== undefined) nodes.add(file)
  }
  return nodes
}

/** A shell's script may be long; what it starts stands near its beginning. */
const MOST_WORDS = 64

/** The directory the image starts in; `undefined` when that is the root, or nothing. */
export function workingDirectory({ documents: { config } }: Analysis, final: TreeView): number | undefined {
  const place = followPath(final, parseTreePath(fromText(config.workingDirectory)), 'follow')
  return place.kind === 'found' && place.node !== 0 ? place.node : undefined
}

function fileAt(final: TreeView, path: string): number | undefined {
  const place = followPath(final, parseTreePath(fromText(path)), 'follow')
  return place.kind === 'found' && typeOf(final, place.node) === 'file' ? place.node : undefined
}
