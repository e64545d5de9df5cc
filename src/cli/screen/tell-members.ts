import { explain, type Fault, LayerscopeError } from '../../errors.ts'
import type { ArchiveMember } from '../../image/archive-member.ts'
import { receiveListing } from '../../store/actions/viewer/receive-content.ts'
import { perform, type Store } from '../../store/store.ts'
import { MOST_MEMBERS, type ViewedFile } from '../../store/viewer-state.ts'

export interface ListingTarget {
  readonly store: Store
  readonly file: ViewedFile
  readonly signal: AbortSignal
}

/** As often as the screen can usefully change. */
const TELL_MILLISECONDS = 100

/** Tells the store what an archive holds, from time to time and at the end; damage ends the listing with a sentence. */
export async function tellMembers(
  found: AsyncIterable<ArchiveMember>,
  { store, file, signal }: ListingTarget,
): Promise<void> {
  const members: ArchiveMember[] = []
  const tell = (complete: boolean, problem: string | null) => {
    if (!signal.aborted)
      perform(store, receiveListing, file, { members: members.slice(0, MOST_MEMBERS), complete, problem })
  }
  let told = performance.now()
  try {
    for await (const member of found) {
      if (signal.aborted) return
      if (members.push(member) > MOST_MEMBERS) return tell(true, `Only the first ${MOST_MEMBERS} are listed.`)
      if (performance.now() - told < TELL_MILLISECONDS) continue
      told = performance.now()
      tell(false, null)
    }
    tell(true, null)
  } catch (error) {
    if (!(error instanceof LayerscopeError)) throw error
    tell(true, endOf(error.fault))
  }
}

function endOf(fault: Fault): string {
  const why = fault.kind === 'corrupted' ? `the archive is damaged: ${fault.detail}` : explain(fault)
  return `The listing ends here: ${why.replace(/\.$/, '')}.`
}
