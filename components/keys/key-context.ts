import { currentImage } from '../../src/store/selectors/current.ts'
import type { State } from '../../src/store/state.ts'
import type { KeyContext } from './binding.ts'

/** Whose bindings hold now. */
export function keyContext(state: State): KeyContext {
  const { overlay } = state
  switch (overlay.kind) {
    case 'help':
      return 'help'
    case 'explain':
      return 'explain'
    case 'pull':
      return 'pull'
    case 'lend':
      return 'lend'
    case 'find':
    case 'findText':
    case 'filter':
    case 'findPackage':
    case 'extract':
    case 'none':
      return screenContext(state)
    default:
      return overlay satisfies never
  }
}

/** The keys of the screen beneath an overlay. */
export function screenContext(
  state: State,
): Exclude<KeyContext, 'help' | 'explain' | 'pull' | 'lend' | 'everywhere'> {
  return currentImage(state)?.kind === 'failed' ? 'fault' : state.screen.kind
}
