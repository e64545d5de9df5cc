import type { Obstacle } from '../../analysis/cache/unrelated.ts'
import { countOf } from '../amount.ts'

/** Why two images are not compared as two builds, in a sentence with the evidence, and what to do. */
export function obstacleText(
  obstacle: Obstacle,
  { old, new: now }: { readonly old: string; readonly new: string },
): string {
  switch (obstacle.kind) {
    case 'noHistory': {
      const name = obstacle.which === 'old' ? old : now
      return `${name} has no history that fits its ${countOf(obstacle.layers, 'layer')} (squashed, imported or converted), so its steps are not known. Compare the files: layerscope compare ${old} ${now}`
    }
    case 'otherPlatform':
      return `${old} and ${now} are images for two platforms; builds for two platforms share no cache. Choose one with --platform.`
    case 'unrelated':
      return `${old} and ${now} are not two builds of one Dockerfile: of ${countOf(obstacle.oldSteps, 'step')} and ${countOf(obstacle.newSteps, 'step')} above the base ${equalText(obstacle.equalSteps)}, and no layer with files is the same. Compare them with: layerscope compare ${old} ${now}`
    default:
      return obstacle satisfies never
  }
}

function equalText(steps: readonly string[]): string {
  return steps.length === 0 ? 'none says the same' : `${steps.length} say the same (${steps.join(', ')})`
}
