import type { ByteString } from '../image/byte-string.ts'
import { nodeName } from '../tree/overlay.ts'
import { childrenIn, type TreeView } from '../tree/tree-view.ts'

/**
 * Every node beneath one, in the bytewise order of whole paths. That is not quite the order of a walk, because `-`
 * and `.` sort before `/`:
 *
 *   /a   /a-b   /a-b/x   /a/x     (a walk would say /a  /a/x  /a-b  /a-b/x)
 *
 * So what is beneath a name waits until a sibling comes that sorts after `name/`.
 */
export function* nodesBeneath(view: TreeView, directory: number): Generator<number> {
  const waiting: { readonly node: number; readonly prefix: string }[] = []
  for (const node of childrenIn(view, directory)) {
    const name: ByteString = nodeName(view.overlay, node)
    for (let last = waiting.at(-1); last !== undefined && last.prefix < name; last = waiting.at(-1)) {
      waiting.pop()
      yield* nodesBeneath(view, last.node)
    }
    yield node
    waiting.push({ node, prefix: `${name}/` })
  }
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop())
    yield* nodesBeneath(view, last.node)
}
