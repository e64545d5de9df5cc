import type { Analysis } from '../../src/analysis/analysis.ts'
import { machineOf } from '../../src/analysis/start/elf-machine.ts'
import { type ElfFact, factOf } from '../../src/image/facts/fact.ts'
import { displayName } from '../../src/report/display-name.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatMode, formatOctalMode } from '../../src/report/format-mode.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { formatTime } from '../../src/report/format-time.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { ContentDifference, ShownState } from '../../src/store/compare-state.ts'
import type { Compared } from '../../src/store/selectors/compare/comparison.ts'
import { shownState } from '../../src/store/selectors/compare/matching-rows.ts'
import type { MergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import { instructionOf } from '../../src/store/selectors/step-rows.ts'
import {
  differingBeneath,
  differsAt,
  isDirectoryRow,
  type MergedTree,
  nodeA,
  nodeB,
  partnerOf,
  rowPath,
} from '../../src/tree/merged-tree.ts'
import { describe, inodePlace, type TreeView, typeOf } from '../../src/tree/tree-view.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { differenceRows } from './difference-rows.ts'
import { type PairField, pairTable } from './pair-table.ts'
import { whereRows } from './where-rows.ts'

/** All lines about the path under the cursor: what became of it, and what it is on both sides. */
export function pathPairDetail(
  { tree, lines, line }: MergedPane,
  compared: Compared,
  difference: ContentDifference | null,
  width: number,
): RowContent[] {
  const { alone } = compared
  const row = lines.rows[line] ?? 0
  const partner = partnerOf(tree, row)
  const inA = nodeA(tree, row) ?? (partner === null ? null : nodeA(tree, partner))
  const inB = nodeB(tree, row) ?? (partner === null ? null : nodeB(tree, partner))
  const a = inA === null ? {} : factsOf(tree.a, inA, compared.a, alone?.a ?? null)
  const b = inB === null ? {} : factsOf(tree.b, inB, compared.b, alone?.b ?? null)
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const fields = names.map(name => [name, a[name] ?? null, b[name] ?? null] as const)
  return [
    ...nameRows(tree, row, width),
    ...paragraph(meaningOf(tree, row), 'plain', width),
    ...(isDirectoryRow(tree, row) ? whereRows(tree, row, width) : []),
    ...(isContentRow(tree, row) ? differenceRows(difference, width) : []),
    ...pairTable(inA === null || inB === null ? fields : differingFirst(fields), width),
  ]
}

/** Whether its lines may differ: a file whose content does. */
function isContentRow(tree: MergedTree, row: number): boolean {
  const [inA, inB] = [nodeA(tree, row), nodeB(tree, row)]
  if (inA === null || inB === null || !differsAt(tree, row).includes('content')) return false
  return typeOf(tree.a, inA) === 'file' && typeOf(tree.b, inB) === 'file'
}

/** What differs is what somebody came for; the path is told above. */
function differingFirst(fields: readonly PairField[]): PairField[] {
  const same = fields.filter(([name, a, b]) => a === b && name !== 'path')
  return [...fields.filter(([, a, b]) => a !== b), ...same]
}

function nameRows(tree: MergedTree, row: number, width: number): RowContent[] {
  return wrapText(displayName(rowPath(tree, row)), Math.max(8, width - 2)).map(text => ({
    segments: [label(' '), { text, style: 'strong' as const }],
  }))
}

function meaningOf(tree: MergedTree, row: number): string {
  const beneath = differingBeneath(tree, row)
  const within =
    beneath === 0 ? '' : ` ${formatCount(beneath)} ${beneath === 1 ? 'path' : 'paths'} beneath differ.`
  const state = shownState(tree, row)
  const what = state === 'modified' ? ` in ${differsAt(tree, row).join(', ')}` : ''
  if (state === 'same' && beneath > 0) return `The directory itself is the same in both.${within}`
  return `${MEANINGS[state]}${what}.${within}`
}

const MEANINGS = {
  same: 'The same in both',
  timesOnly: 'Only the time differs',
  added: 'Only B has it',
  removed: 'Only A has it',
  modified: 'Differs',
  moved: 'Moved: the same bytes at another path',
} as const satisfies Record<ShownState, string>

type PathFacts = Record<string, string | null>

/** A tree of one layer alone calls it layer 0, whichever it is of the image. */
function factsOf(view: TreeView, node: number, image: Analysis, alone: number | null): PathFacts {
  const state = describe(view, node)
  const { type, mode, uid, gid } = state
  const isDirectory = type === 'directory'
  const writer = alone ?? state.writtenBy
  const common = {
    path: displayName(state.path),
    type: isDirectory ? 'directory' : type,
    length: isDirectory
      ? `${formatBytes(view.bytes[node] ?? 0)} in ${formatCount(view.files[node] ?? 0)} files`
      : `${formatBytes(state.length)} (${formatCount(state.length)})`,
  }
  if (state.implicit) return { ...common, mode: 'no layer records it' }
  return {
    ...common,
    ...elfFacts(view, node, image, alone),
    mode: `${formatMode(type, mode)} (${formatOctalMode(mode)})`,
    owner: `${uid}:${gid}`,
    time: formatTime(state.mtime) ?? 'out of any calendar',
    'points to': state.linkTarget === null ? null : displayName(state.linkTarget),
    'hard link': state.hardLinkTo === null ? null : displayName(state.hardLinkTo),
    attributes:
      state.xattrs.size === 0 ? null : [...state.xattrs.keys()].map(name => displayName(name)).join(', '),
    'written by': `layer ${writer}: ${instructionOf(image.documents, writer)}`,
    sha256: state.sha256,
  }
}

/** What kind of program or library it is: that explains two lengths better than they do. */
function elfFacts(view: TreeView, node: number, { layers }: Analysis, alone: number | null): PathFacts {
  const place = inodePlace(view, node)
  const layer = place === null ? undefined : layers[alone ?? place.layer]
  const elf = place === null || layer?.kind !== 'read' ? undefined : factOf(layer.facts, place.row, 'elf')
  if (elf === undefined) return {}
  return {
    ELF: [machineOf(elf).architecture, linkageOf(elf), symbolsOf(elf)]
      .filter(words => words !== '')
      .join(', '),
    needs: elf.needed.length === 0 ? null : elf.needed.map(name => displayName(name)).join(', '),
    Go: elf.go === null ? null : [elf.go.version ?? 'of unknown version', ...goSettings(elf)].join(', '),
  }
}

function linkageOf({ interpreter, needed }: ElfFact): string {
  if (interpreter !== null) return `dynamic (${displayName(interpreter)})`
  return needed.length === 0 ? 'static' : 'shared library'
}

function symbolsOf({ stripped }: ElfFact): string {
  return stripped === null ? '' : stripped ? 'stripped' : 'not stripped'
}

function goSettings({ go }: ElfFact): string[] {
  const wanted = new Set(['CGO_ENABLED', '-ldflags', '-trimpath', '-tags'])
  return (go?.settings ?? []).filter(([name]) => wanted.has(name)).map(([name, value]) => `${name}=${value}`)
}
