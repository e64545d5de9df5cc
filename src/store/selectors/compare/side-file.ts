import { nodeA, nodeB } from '../../../tree/merged-tree.ts'
import type { State } from '../../state.ts'
import { type ChosenFile, fileOfNode } from '../viewer/chosen-file.ts'
import { comparedPair } from './comparison.ts'
import { mergedPane } from './merged-pane.ts'
import { currentPair } from './pair.ts'

/** The file under the cursor as one side has it, or the other where that side has none. */
export function sideFile(state: State, side: 'a' | 'b'): ChosenFile {
  const pair = currentPair(state)
  const pane = mergedPane(state)
  const row = pane?.lines.rows[pane.line]
  if (pair === undefined || pane === undefined || row === undefined)
    return { kind: 'none', why: { text: 'No file is chosen.', tone: 'plain' } }
  const nodes = { a: nodeA(pane.tree, row), b: nodeB(pane.tree, row) }
  const shown = nodes[side] === null ? other(side) : side
  const chosen = fileOfNode(pair[shown].image, pane.tree[shown], nodes[shown] ?? 0)
  const alone = comparedPair(state, pair)?.alone?.[shown]
  if (chosen.kind === 'none' || alone === undefined) return chosen
  return { kind: 'file', file: { ...chosen.file, layer: alone } } // a tree of one layer calls it layer 0
}

function other(side: 'a' | 'b'): 'a' | 'b' {
  return side === 'a' ? 'b' : 'a'
}
