import type { DisplayText } from '../../src/report/display-name.ts'
import { displayText } from '../../src/report/display-name.ts'
import type { Glyphs } from './glyphs.ts'

/**
 * A horizontal bar: `share` (0…1) of `width` columns, in the steps the glyphs have, filled with spaces to `width`.
 * Anything above zero shows at least the thinnest step; only the whole fills the bar.
 */
export function bar(share: number, width: number, glyphs: Glyphs): DisplayText {
  const steps = glyphs.barSteps.length
  const all = width * steps
  const bounded = Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share))
  const wanted = Math.round(bounded * all)
  const filled = bounded === 0 ? 0 : Math.min(bounded === 1 ? all : Math.max(1, all - 1), Math.max(1, wanted))
  return displayText(draw(Math.min(filled, all), steps, glyphs.barSteps).padEnd(width))
}

function draw(filled: number, steps: number, glyphs: readonly string[]): string {
  const full = (glyphs.at(-1) ?? '').repeat(Math.floor(filled / steps))
  const rest = filled % steps
  return rest === 0 ? full : full + (glyphs[rest - 1] ?? '')
}
