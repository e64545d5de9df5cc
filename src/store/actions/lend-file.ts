import { chosenFile } from '../selectors/viewer/chosen-file.ts'
import { knownFile } from '../selectors/viewer/viewed-file.ts'
import type { LentTo } from '../state.ts'
import type { Transition } from '../store.ts'

/** A longer file is copied to the disk only when somebody says yes. */
export const LONG_FILE = 100_000_000

/** `o` and `E` on a long file: asks whether it is to be copied; on any other nothing has to be asked. */
export const askBeforeLending: Transition<[program: LentTo]> = (state, program) => {
  const chosen = chosenFile(state)
  if (chosen.kind === 'none') return { ...state, notice: chosen.why }
  const bytes = knownFile(state, chosen.file)?.length ?? 0
  return bytes < LONG_FILE ? state : { ...state, overlay: { kind: 'lend', program, bytes } }
}
