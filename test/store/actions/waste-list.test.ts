import { expect, test } from 'vitest'
import { explainWaste, scrollExplanation } from '../../../src/store/actions/explain.ts'
import { peel } from '../../../src/store/actions/peel.ts'
import { showScreen } from '../../../src/store/actions/show-screen.ts'
import { enterWaste, moveInWaste, selectWasteRow } from '../../../src/store/actions/waste-list.ts'
import { currentView } from '../../../src/store/selectors/current.ts'
import { shownCursor } from '../../../src/store/selectors/files-pane.ts'
import { shownTree } from '../../../src/store/selectors/shown-tree.ts'
import { shownWaste, wasteRow, wasteTop } from '../../../src/store/selectors/waste-layout.ts'
import type { WasteRow } from '../../../src/store/selectors/waste-rows.ts'
import type { State } from '../../../src/store/state.ts'
import { apply, exploring } from '../exploring.ts'
import { NAIVE } from '../images.ts'

const waste = (): State => showScreen(exploring(NAIVE, { columns: 80, rows: 12 }), 'waste')

test('groups by writer, killer and cause, each with its fix; then what ships and should not', () => {
  expect(draw(waste())).toEqual([
    '> 6→7 rewrittenMetadata 7400000',
    '    fix rewrittenMetadata',
    '    /app/server 7400000',
    '  1→3 wastedPackageLists 5150000',
    '    fix wastedPackageLists',
    '    /var/lib/apt/lists/Packages 5000000',
    '    /var/lib/apt/lists/Release 150000',
    '  0→2 baseFilesReplaced 900',
    '    /etc/passwd 900',
    '  --',
    '  shippedToolchain 12800000',
    '    fix shippedToolchain',
    '  shippedPackageCache 3900000',
    '    fix shippedPackageCache',
    '  recommendedPackages null',
    '    fix recommendedPackages',
  ])
})

test('Enter closes a group and opens it again', () => {
  const closed = enterWaste(waste())
  expect(draw(closed).slice(0, 2)).toEqual([
    '> 6→7 rewrittenMetadata 7400000',
    '  1→3 wastedPackageLists 5150000',
  ])
  expect(draw(enterWaste(closed))).toEqual(draw(waste()))
})

test('x explains what the cursor is on: a finding in full, or why a file is waste', () => {
  const explained = (row: number) => explainWaste(selectWasteRow(waste(), row)).overlay
  expect(explained(0)).toMatchObject({
    kind: 'explain',
    words: ['rewrittenMetadata'],
    findings: [{ layer: 6 }],
  })
  expect(explained(5)).toMatchObject({ kind: 'explain', words: ['deleted'], findings: [] })
  expect(explained(7)).toMatchObject({
    kind: 'explain',
    words: ['baseFilesReplaced', 'overwritten'],
    findings: [],
  })
  expect(explained(9)).toEqual({ kind: 'none' })
  expect(explained(10)).toMatchObject({ kind: 'explain', words: ['shippedToolchain'] })
})

test('Esc closes the explanation, and the list is as it was', () => {
  const list = selectWasteRow(waste(), 4)
  const explained = enterWaste(list)
  expect(explained.overlay.kind).toBe('explain')
  expect(peel(scrollExplanation(explained, 3))).toEqual(list)
})

test('Enter on an item shows it in the layer that wrote it, whatever was shown there', () => {
  const shown = apply(waste(), state => selectWasteRow(state, 6), enterWaste)
  expect(shown.screen.kind).toBe('explore')
  expect(shownCursor(shown)).toBe('/var/lib/apt/lists/Release')
  const { focus, scope } = currentView(shown)
  expect([focus, scope]).toEqual(['files', 'changes'])
  expect(shownTree(shown.images.get('api-service:naive'), currentView(shown))).toMatchObject({ layer: 1 })
})

test('the cursor stays in the list and in sight, also when groups close above it', () => {
  const end = moveInWaste(waste(), Infinity)
  expect([wasteRow(end), wasteTop(end)]).toEqual([15, 12])
  expect(moveInWaste(end, 1)).toEqual(end)
  const closed = new Set(linesOf(end).flatMap(row => (row.kind === 'group' ? [row.group.key] : [])))
  const view = { row: 15, top: 12, closed }
  expect(wasteRow({ ...end, waste: new Map([['api-service:naive', view]]) })).toBe(9)
})

function draw(state: State): string[] {
  return linesOf(state).map((row, at) => (at === wasteRow(state) ? '> ' : '  ') + drawRow(row))
}

function drawRow(row: WasteRow): string {
  switch (row.kind) {
    case 'group':
      return `${row.group.layer}→${row.group.by} ${row.group.cause} ${row.group.bytes}`
    case 'item':
      return `  ${row.item.path} ${row.item.bytes}`
    case 'fix':
      return `  fix ${row.finding.kind}`
    case 'finding':
      return `${row.finding.kind} ${row.finding.bytes}`
    case 'heading':
      return '--'
    default:
      return row satisfies never
  }
}

function linesOf(state: State): readonly WasteRow[] {
  const rows = shownWaste(state)
  return rows.slice(0, rows.length)
}
