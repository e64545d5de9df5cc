import { STANDARD_INPUT } from '../../errors.ts'
import type { ImageKey } from '../state.ts'

/** How an image is called on screen: as the user typed it, but for `-`, which nobody would recognise. */
export function imageTitle(key: ImageKey): string {
  return key === '-' ? STANDARD_INPUT : key
}
