import { baseName } from '../../image/tree-path.ts'
import type { WasteItems } from '../waste-items.ts'
import type { LayerStep } from './layer-steps.ts'
import { codeName } from './words.ts'

/** A COPY or ADD with options more, or others: `COPY --chown=1:1 . .`. */
export function copyText(step: LayerStep, options: readonly string[], items: WasteItems): string {
  const set = new Set(options.map(nameOf))
  const kept = step.options.filter(option => !set.has(nameOf(option)))
  return [step.keyword, ...kept, ...options, operandsOf(step, items)].join(' ')
}

function nameOf(option: string): string {
  return option.split('=', 1).join('')
}

/** The classic builder records a checksum for the names of the sources: `dir:6ae5880beec6… in /app`. */
function operandsOf({ operands }: LayerStep, items: WasteItems): string {
  const [, kind, target = ''] = /^(dir|file|multi):\S+ in (.*)$/.exec(operands) ?? []
  if (kind === undefined) return operands
  if (kind === 'dir') return `. ${target}`
  return `${[...firstNames(items)].join(' ')} ${target}`
}

function firstNames(items: WasteItems): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { path } of items) if (names.add(codeName(baseName(path))).size === NAMES) break
  return names
}

const NAMES = 5
