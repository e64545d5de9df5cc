import { explainDiagnosis } from '../../src/store/actions/explain.ts'
import { scrollDoctor } from '../../src/store/actions/scroll-doctor.ts'
import { showScreen } from '../../src/store/actions/show-screen.ts'
import { type Binding, change } from './binding.ts'
import { scrollKeys } from './scroll-keys.ts'

/** The keys of the doctor's screen. */
export const DOCTOR_KEYS: readonly Binding[] = [
  ...scrollKeys(scrollDoctor),
  {
    keys: ['x'],
    verb: change(explainDiagnosis),
    says: 'explain: what each finding means, and how to fix it',
    hint: ['x', 'explain'],
  },
  {
    keys: ['d', 'left', 'h'],
    verb: change(state => showScreen(state, 'explore')),
    says: 'back to the layers',
    hint: ['d', 'back'],
  },
]
