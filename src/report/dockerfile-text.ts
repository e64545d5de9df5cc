import type { DockerfileLine } from '../analysis/dockerfile-instruction.ts'
import { displayCode } from './display-name.ts'
import { type Line, shown } from './line.ts'

/** `layerscope history --dockerfile`: the lines as they are, comments fainter. */
export function dockerfileText(lines: readonly DockerfileLine[]): Line[] {
  return lines.flatMap(({ kind, text }) =>
    text.split('\n').map(line => [shown(displayCode(line), kind === 'comment' ? 'faint' : 'plain')]),
  )
}
