import type { State } from '../../src/store/state.ts'
import type { KeyContext } from './binding.ts'

/** Whose bindings hold now. */
export function keyContext({ overlay, screen }: State): KeyContext {
  switch (overlay.kind) {
    case 'help':
      return 'help'
    case 'pull':
      return 'pull'
    case 'find':
    case 'filter':
    case 'none':
      return screen.kind
    default:
      return overlay satisfies never
  }
}
