import { baseName } from '../../image/tree-path.ts'
import type { WasteItem } from '../analysis.ts'
import type { LayerStep } from './layer-steps.ts'
import { codeName } from './words.ts'

/** A COPY or ADD with options more, or others: `COPY --chown=1:1 . .`. */
export function copyText(step: LayerStep, options: readonly string[], items: readonly WasteItem[]): string {
  const set = new Set(options.map(nameOf))
  const kept = step.options.filter(option => !set.has(nameOf(option)))
  return [step.keyword, ...kept, ...options, operandsOf(step, items)].join(' ')
}

function nameOf(option: string): string {
  return option.split('=', 1).join('')
}

/** The classic builder records a checksum for the names of the sources: `dir:6ae5880beec6… in /app`. */
function operandsOf({ operands }: LayerStep, items: readonly WasteItem[]): string {
  const [, kind, target = ''] = /^(dir|file|multi):\S+ in (.*)$/.exec(operands) ?? []
  if (kind === undefined) return operands
  if (kind === 'dir') return `. ${target}`
  const names = [...new Set(items.map(({ path }) => codeName(baseName(path))))].slice(0, NAMES)
  return `${names.join(' ')} ${target}`
}

const NAMES = 5
