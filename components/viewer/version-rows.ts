import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatOctalMode } from '../../src/report/format-mode.ts'
import { formatTime } from '../../src/report/format-time.ts'
import { type VersionPair, versionPair } from '../../src/store/selectors/viewer/version-pair.ts'
import type { FileOnScreen } from '../../src/store/selectors/viewer/viewed-file.ts'
import type { State } from '../../src/store/state.ts'
import { entryGid, entryMode, entryMtime, entrySha256, entryUid } from '../../src/tree/layer-tree.ts'
import { differenceRows } from '../compare/difference-rows.ts'
import { type PairField, pairTable } from '../compare/pair-table.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'

/** How the version in the viewer differs from the one before: what each is, then the lines. */
export function versionRows(state: State, width: number): RowContent[] {
  const pair = versionPair(state)
  if (pair === undefined) return paragraph('No layer below has this file.', 'dim', width)
  const fields = pairTable(fieldsOf(pair), width)
  return [...fields, { segments: [] }, ...contentRows(pair, state, width)]
}

function contentRows({ before, shown }: VersionPair, { viewer }: State, width: number): RowContent[] {
  const { difference } = viewer
  const hash = sha256Of(before)
  if (hash !== null && hash === sha256Of(shown)) return paragraph('The content is the same.', 'good', width)
  if (difference === null) return paragraph('Reading both versions.', 'dim', width)
  return differenceRows(difference, width)
}

function fieldsOf({ before, shown }: VersionPair): PairField[] {
  const field = (name: string, read: (file: FileOnScreen) => string | null): PairField => [
    name,
    read(before),
    read(shown),
  ]
  return [
    ['', `layer ${before.file.layer}`, `layer ${shown.file.layer}`],
    field('length', ({ length }) => formatBytes(length)),
    field('sha256', sha256Of),
    field('mode', ({ place: { tree, row } }) => formatOctalMode(entryMode(tree, row))),
    field('owner', ({ place: { tree, row } }) => `${entryUid(tree, row)}:${entryGid(tree, row)}`),
    field('time', ({ place: { tree, row } }) => formatTime(entryMtime(tree, row))),
  ]
}

function sha256Of({ place: { tree, row } }: FileOnScreen): string | null {
  return entrySha256(tree, row)
}
