import { useEffect } from 'react'
import { contentWanted } from '../../src/store/selectors/viewer/content-wanted.ts'
import { differenceWanted } from '../../src/store/selectors/viewer/version-pair.ts'
import type { State } from '../../src/store/state.ts'
import type { Effects } from '../effects.ts'

/** Asks how two versions differ, when that is on screen and not known. */
export function useDifference(state: State, effects: Effects): void {
  const wanted = differenceWanted(state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is made anew each time and says the same
  useEffect(() => {
    if (wanted !== null) effects.compareVersions(wanted)
  }, [effects, wanted?.file, wanted?.a.place.tree, wanted?.b.place.tree])
}

/** Asks for the part of a file that is on screen, whenever that is another one. */
export function useContent(state: State, effects: Effects): void {
  const wanted = contentWanted(state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is made anew each time and says the same
  useEffect(() => {
    effects.viewContent(wanted)
  }, [
    effects,
    wanted?.file,
    wanted?.place.tree,
    wanted?.start,
    wanted?.lines,
    wanted?.archive,
    wanted?.search,
  ])
}
