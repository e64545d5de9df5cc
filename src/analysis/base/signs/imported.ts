import type { Step } from '../../../image/image.ts'
import type { BaseSign } from '../base-sign.ts'

/** `docker import` makes an image of one step. Whatever follows was built on it. */
export function imported(steps: readonly Step[]): BaseSign[] {
  const at = steps.findLastIndex(({ comment }) => comment?.startsWith('Imported from') === true)
  return at < 0 ? [] : [{ steps: at + 1, evidence: `step ${at} imported a whole file system` }]
}
