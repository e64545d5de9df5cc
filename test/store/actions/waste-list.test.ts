import { expect, test } from 'vitest'
import { showScreen } from '../../../src/store/actions/show-screen.ts'
import { enterWaste, moveInWaste, selectWasteRow } from '../../../src/store/actions/waste-list.ts'
import { currentView } from '../../../src/store/selectors/current.ts'
import { shownCursor } from '../../../src/store/selectors/files-pane.ts'
import { shownTree } from '../../../src/store/selectors/shown-tree.ts'
import { shownWaste, wasteRow, wasteTop } from '../../../src/store/selectors/waste-layout.ts'
import type { State } from '../../../src/store/state.ts'
import { apply, exploring } from '../exploring.ts'
import { NAIVE } from '../images.ts'

const waste = (): State => showScreen(exploring(NAIVE, { columns: 80, rows: 12 }), 'waste')

test('groups by writer and killer, the one with the most bytes first, items largest first', () => {
  expect(draw(waste())).toEqual([
    '> 6→7 7400000',
    '    /app/server 7400000',
    '  1→3 5150000',
    '    /var/lib/apt/lists/Packages 5000000',
    '    /var/lib/apt/lists/Release 150000',
    '  0→2 900',
    '    /etc/passwd 900',
  ])
})

test('Enter closes a group and opens it again', () => {
  const closed = enterWaste(waste())
  expect(draw(closed).slice(0, 2)).toEqual(['> 6→7 7400000', '  1→3 5150000'])
  expect(draw(enterWaste(closed))).toEqual(draw(waste()))
})

test('Enter on an item shows it in the layer that wrote it, whatever was shown there', () => {
  const shown = apply(waste(), state => selectWasteRow(state, 4), enterWaste)
  expect(shown.screen.kind).toBe('explore')
  expect(shownCursor(shown)).toBe('/var/lib/apt/lists/Release')
  const { focus, scope } = currentView(shown)
  expect([focus, scope]).toEqual(['files', 'changes'])
  expect(shownTree(shown.images.get('api-service:naive'), currentView(shown))).toMatchObject({ layer: 1 })
})

test('the cursor stays in the list and in sight, also when groups close above it', () => {
  const end = moveInWaste(waste(), Infinity)
  expect([wasteRow(end), wasteTop(end)]).toEqual([6, 3])
  expect(moveInWaste(end, 1)).toEqual(end)
  expect(
    wasteRow({
      ...end,
      waste: new Map([['api-service:naive', { row: 6, top: 3, closed: new Set(['6>7', '1>3', '0>2']) }]]),
    }),
  ).toBe(2)
})

function draw(state: State): string[] {
  return shownWaste(state).map((row, at) => {
    const cursor = at === wasteRow(state) ? '> ' : '  '
    return row.kind === 'group'
      ? `${cursor}${row.group.layer}→${row.group.by} ${row.group.bytes}`
      : `${cursor}  ${row.item.path} ${row.item.bytes}`
  })
}
