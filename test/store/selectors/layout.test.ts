import fc from 'fast-check'
import { expect, test } from 'vitest'
import { focusPane } from '../../../src/store/actions/focus-pane.ts'
import { moveDivider } from '../../../src/store/actions/move-divider.ts'
import { toggleZoom } from '../../../src/store/actions/zoom-pane.ts'
import { SMALLEST } from '../../../src/store/selectors/explore-panes.ts'
import { exploreLayout, PANES, paneAt } from '../../../src/store/selectors/layout.ts'
import type { State } from '../../../src/store/state.ts'
import { apply, exploring } from '../exploring.ts'
import { NAIVE } from '../images.ts'

const anyState = fc
  .record({
    columns: fc.integer({ min: SMALLEST.columns, max: 300 }),
    rows: fc.integer({ min: SMALLEST.rows, max: 100 }),
    pane: fc.constantFrom(...PANES),
    divider: fc.integer({ min: -60, max: 60 }),
    zoomed: fc.boolean(),
  })
  .map(({ columns, rows, pane, divider, zoomed }) =>
    apply(
      exploring(NAIVE, { columns, rows }),
      state => moveDivider(state, divider),
      state => focusPane(state, pane),
      state => (zoomed ? toggleZoom(state) : state),
    ),
  )

test('panes cover everything between header and status line, none over another', () => {
  fc.assert(
    fc.property(anyState, state => {
      const { columns, rows } = state.terminal
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x += 3) expect(covers(state, x, y)).toBe(y > 0 && y < rows - 1 ? 1 : 0)
      }
    }),
    { numRuns: 25 },
  )
})

test('the pane with the keys is on the screen, with a line to show', () => {
  fc.assert(
    fc.property(anyState, state => {
      const focus = state.views.get('api-service:naive')?.focus ?? 'layers'
      const rect = exploreLayout(state).panes[focus]
      expect(rect?.height).toBeGreaterThanOrEqual(3)
      expect(rect?.width).toBeGreaterThanOrEqual(20)
    }),
    { numRuns: 2000 },
  )
})

test('the instruction gets what a short list of steps leaves, up to half', () => {
  const height = (rows: number) =>
    exploreLayout(exploring(NAIVE, { columns: 120, rows })).panes.instruction?.height
  expect([24, 40, 60].map(height)).toEqual([10, 19, 29])
})

function covers(state: State, x: number, y: number): number {
  const layout = exploreLayout(state)
  const found = PANES.filter(pane => {
    const rect = layout.panes[pane]
    return (
      rect !== undefined && x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
    )
  })
  expect(paneAt(layout, x, y)?.pane).toBe(found[0])
  return found.length
}
