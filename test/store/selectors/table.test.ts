import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { fetchAmount, fetchTime } from '../../../src/report/compare/pull-cells.ts'
import { failImage } from '../../../src/store/actions/fail-image.ts'
import { showInTable, showNextInTable, sortTable } from '../../../src/store/actions/table/move-in-table.ts'
import { planPull, receiveEstimates } from '../../../src/store/actions/table/plan-pull.ts'
import { NO_PLAN, type PullPlan, TABLE_SHOWS } from '../../../src/store/compare-state.ts'
import { tableLines } from '../../../src/store/selectors/table/image-rows.ts'
import { tablePull } from '../../../src/store/selectors/table/table-pull.ts'
import type { State } from '../../../src/store/state.ts'
import { diffIdOf, imageOf, type LayerText } from '../../analysis/compare/images.ts'
import { comparing, read } from '../comparing.ts'

const BASE: LayerText = { lines: ['base 5000'], blob: 'base', transferBytes: 2000 }
const ZSTD: LayerText = { ...BASE, blob: 'base, zstd', transferBytes: 1500 }
const APP: LayerText = { lines: ['app 900'], blob: 'app', transferBytes: 300 }
const PLAIN: LayerText = { lines: ['app 3000'] }
const IMAGES = {
  first: imageOf({ layers: [BASE] }),
  update: imageOf({ layers: [BASE, APP] }),
  zstd: imageOf({ layers: [ZSTD, APP] }),
  plain: imageOf({ layers: [BASE, PLAIN] }),
}

describe('what pulling takes', () => {
  test('is told to nodes that hold nothing, and to those that hold the first image', () => {
    expect(told(planned({ nodes: 10, bandwidth: 8000 }))).toEqual([
      'first   20.0 kB 2.0 s',
      'update  23.0 kB 2.3 s    3.0 kB 300 ms',
      'zstd    18.0 kB 1.8 s    18.0 kB 1.8 s',
      'plain   ≤ 50.0 kB ≤ 5.0 s    ≤ 30.0 kB ≤ 3.0 s',
    ])
  })

  test('is told to nodes that hold an image which is not in the table', () => {
    const state = read(planned({ nodes: 1, have: 'held' }), { held: IMAGES.zstd })
    expect(state.screen).toMatchObject({ images: Object.keys(IMAGES) })
    expect(tablePull(state)?.held).toBe('held')
    expect(told(state)[2]).toBe('zstd    1.8 kB    0 B')
  })

  test('is unknown of updates while that image is read, and when it cannot be', () => {
    const waiting = planned({ have: 'held' })
    const failed = failImage(waiting, 'held', { kind: 'missingFile', path: 'held', similar: [] })
    for (const state of [waiting, failed]) expect(told(state)[1]).toBe('update  2.3 kB')
  })

  test('takes what layers were compressed to, once that is known', () => {
    const state = receiveEstimates(planned({}), new Map([[diffIdOf(PLAIN), 700]]))
    expect(told(state)[3]).toBe('plain   ~2.7 kB    ~700 B')
  })
})

describe('the table', () => {
  test('sorts by what empty nodes fetch, and by the update, largest first and unknown ones last', () => {
    const state = showInTable(planned({}), 'pull')
    expect(keys(state)).toEqual(['first', 'update', 'zstd', 'plain'])
    const byPull = sortTable(sortTable(state))
    expect(byPull.table.sort).toEqual({ by: 'transfer', reversed: false })
    expect(keys(byPull)).toEqual(['plain', 'update', 'first', 'zstd'])
    const byUpdate = sortTable(sortTable(byPull))
    expect(byUpdate.table.sort).toEqual({ by: 'update', reversed: false })
    expect(keys(byUpdate)).toEqual(['plain', 'zstd', 'update', 'first'])
  })

  test('sorts by pulling among the images only when somebody asked for it', () => {
    expect(sortsOf(planned({ isAsked: false }))).not.toContain('transfer')
    expect(sortsOf(planned({ isAsked: true }))).toContain('transfer')
  })

  test('goes through its views in a circle, both ways', () => {
    const views = (step: 1 | -1) => {
      let state = planned({})
      return TABLE_SHOWS.map(() => {
        state = showNextInTable(state, step)
        return state.table.shows
      })
    }
    expect(views(1)).toEqual(['pull', 'unpackedShared', 'transferShared', 'images'])
    expect(views(-1)).toEqual(['transferShared', 'unpackedShared', 'pull', 'images'])
  })
})

function planned(plan: Partial<PullPlan>): State {
  return planPull(comparing(IMAGES satisfies Record<string, Analysis>), { ...NO_PLAN, ...plan })
}

/** `update  23.0 kB 2.3 s    3.0 kB 300 ms`: to empty nodes, and to those that hold an image. */
function told(state: State): string[] {
  const cost = tablePull(state)?.cost
  return tableLines(state).map(({ key, pull }) => {
    const fetches = [pull?.fresh, pull?.update].map(fetch =>
      fetch == null || cost === undefined
        ? ''
        : `${fetchAmount(fetch, cost.nodes)} ${fetchTime(fetch, cost)}`.trim(),
    )
    return `${key.padEnd(8)}${fetches.join('    ')}`.trim()
  })
}

function keys(state: State): string[] {
  return tableLines(state).map(({ key }) => key)
}

function sortsOf(state: State): readonly string[] {
  const sorts = new Set<string>()
  for (let next = state; sorts.size < 20; next = sortTable(next)) {
    const { by, reversed } = next.table.sort
    if (sorts.has(by) && !reversed) return [...sorts]
    sorts.add(by)
  }
  return [...sorts]
}
