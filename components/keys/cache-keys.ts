import { scrollCache, swapBuilds, toggleCache } from '../../src/store/actions/show-cache.ts'
import { type Binding, change } from './binding.ts'
import { scrollKeys } from './scroll-keys.ts'

/** The keys of the screen that explains the cache. */
export const CACHE_KEYS: readonly Binding[] = [
  ...scrollKeys(scrollCache),
  {
    keys: ['X'],
    verb: change(swapBuilds),
    says: 'swap the builds: the other one came first',
    hint: ['X', 'swap'],
  },
  {
    keys: ['x', 'left', 'h'],
    verb: change(toggleCache),
    says: 'back to the images',
    hint: ['x', 'back'],
  },
]
