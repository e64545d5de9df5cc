import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import type { Overlay } from '../../src/tree/overlay.ts'
import {
  changesView,
  describe,
  inodePlace,
  shows,
  stackedView,
  type TreeView,
} from '../../src/tree/tree-view.ts'
import { wastedItems } from '../analysis/wasted-items.ts'
import { type NaiveTree, naiveImage, type Standing } from './naive-model.ts'

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 400) }

group('random images', { timeout: 600_000 }, () => {
  test('every stacked tree is what the naive model stacks', () => {
    check((overlay, naive) => {
      naive.layers.forEach(({ tree }, index) => {
        expect(standingIn(stackedView(overlay, index))).toEqual(standingOf(tree))
      })
    })
  })

  test('every change is what comparing the naive trees tells', () => {
    check((overlay, naive) => {
      naive.layers.forEach(({ tree }, index) => {
        const below = naive.layers[index - 1]?.tree ?? new Map()
        expect(changesIn(changesView(overlay, index))).toEqual(naiveChanges(below, tree))
      })
    })
  })

  test('wasted items, their writers, killers and reasons are the naive ones', () => {
    check((overlay, naive) => {
      const items = wastedItems(overlay).map(({ differs, node, ...item }) => item)
      expect(sorted(items)).toEqual(sorted(naive.waste))
    })
  })

  test('waste is unpacked less final, and contributions add up to final', () => {
    check((overlay, naive) => {
      const last = naive.layers.length - 1
      const unpacked = overlay.totals.reduce((sum, totals) => sum + (totals.unpackedBytes ?? Number.NaN), 0)
      const final = stackedView(overlay, last).bytes[0] ?? Number.NaN
      const wasted = wastedItems(overlay).reduce((sum, { bytes }) => sum + bytes, 0)
      expect(wasted).toBe(unpacked - final)
      expect(overlay.totals.map(totals => totals.unpackedBytes)).toEqual(naive.layers.map(l => l.unpacked))
      expect(overlay.totals.map(totals => totals.cumulativeBytes)).toEqual(
        naive.layers.map(l => l.cumulative),
      )
      expect(final).toBe(overlay.totals[last]?.cumulativeBytes)
    })
  })

  test('a stacked tree does not depend on the layers above it', () => {
    fc.assert(
      fc.property(randomLayers, lines => {
        const trees = image(...lines.map(each => layer(...each)))
        const whole = buildOverlay(trees)
        trees.forEach((_, index) => {
          const part = buildOverlay(trees.slice(0, index + 1))
          expect(standingIn(stackedView(whole, index))).toEqual(standingIn(stackedView(part, index)))
          expect(changesIn(changesView(whole, index))).toEqual(changesIn(changesView(part, index)))
        })
      }),
      RUNS,
    )
  })

  test('the changes of a layer carry exactly its unpacked bytes, and both views count the same changes', () => {
    check(overlay => {
      overlay.totals.forEach((totals, index) => {
        const changes = changesView(overlay, index)
        const stacked = stackedView(overlay, index)
        expect(changes.bytes[0]).toBe(totals.unpackedBytes)
        expect(changes.changed[0]).toBe(stacked.changed[0])
        expect(changes.removedBytes[0]).toBe(stacked.removedBytes[0])
        const { added, modified, removed } = totals
        expect(changes.changed[0]).toBe((added ?? 0) + (modified ?? 0) + (removed ?? 0))
      })
    })
  })

  test('a later layer is named as killer exactly for what it killed', () => {
    check((overlay, naive) => {
      naive.layers.forEach((_, index) => {
        const view = stackedView(overlay, index)
        for (const node of shownNodes(view)) {
          const { carried, killedBy, path } = describe(view, node)
          if (carried === 0) continue
          const place = inodePlace(view, node)
          const id = `${place?.layer}:${place?.row}`
          const dead = naive.layers.findIndex((l, at) => at >= index && !showsInode(l.tree, id))
          expect([path, killedBy]).toEqual([path, dead < 0 ? null : dead])
        }
      })
    })
  })
})

function check(law: (overlay: Overlay, naive: ReturnType<typeof naiveImage>) => void): void {
  fc.assert(
    fc.property(randomLayers, lines => {
      const recipes = lines.map(each => layer(...each))
      law(buildOverlay(image(...recipes)), naiveImage(recipes))
    }),
    RUNS,
  )
}

function shownNodes(view: TreeView): number[] {
  return [...view.versions.keys()].filter(node => shows(view, node))
}

/** Path → what stands there: type, inode, carried bytes, carrier, layer of the version. */
function standingIn(view: TreeView): Record<string, string> {
  const rows = shownNodes(view).map(node => {
    const { path, type, carried, hardLinkTo, writtenBy } = describe(view, node)
    const place = inodePlace(view, node)
    const inode = place === null ? 'implicit' : `${place.layer}:${place.row}`
    return [path, `${type} ${inode} carries ${carried} of ${hardLinkTo ?? path} by ${writtenBy}`]
  })
  return Object.fromEntries(rows)
}

function standingOf(tree: NaiveTree): Record<string, string> {
  const carriers = new Map<string, string>()
  for (const path of [...tree.keys()].sort()) {
    const { type, inode } = standing(tree, path)
    if (type !== 'directory' && inode && !carriers.has(inode.id)) carriers.set(inode.id, path)
  }
  const rows = [...tree].map(([path, { type, inode, layer }]) => {
    const carrier = type === 'directory' ? path : (carriers.get(inode?.id ?? '') ?? path)
    const bytes = carrier === path && type === 'file' ? (inode?.entry.header.stored ?? 0) : 0
    return [path, `${type} ${inode?.id ?? 'implicit'} carries ${bytes} of ${carrier} by ${layer}`]
  })
  return Object.fromEntries(rows)
}

function changesIn(view: TreeView): Record<string, string> {
  const changed = shownNodes(view)
    .map(node => describe(view, node))
    .filter(({ change, path }) => change !== 'unchanged' && path !== '/')
  return Object.fromEntries(
    changed.map(({ path, change, differs }) => [path, [change, ...[...differs].sort()].join(' ')]),
  )
}

function naiveChanges(below: NaiveTree, after: NaiveTree): Record<string, string> {
  const changes: Record<string, string> = {}
  for (const path of new Set([...below.keys(), ...after.keys()])) {
    const before = below.get(path)
    const now = after.get(path)
    if (path === '/') continue
    if (before === undefined) changes[path] = 'added'
    else if (now === undefined) changes[path] = 'removed'
    else {
      const differs = naiveDifferences(before, now)
      if (differs.length > 0) changes[path] = ['modified', ...differs].join(' ')
    }
  }
  return changes
}

function naiveDifferences(before: Standing, now: Standing): string[] {
  if (before.type !== now.type) return ['type']
  const [left, right] = [facts(before), facts(now)]
  return Object.keys(left).filter(key => left[key] !== right[key])
}

/** What is compared, keys in the order of the alphabet. */
function facts({ type, inode }: Standing): Record<string, string> {
  const header = inode?.entry.header
  const shared = {
    mode: `${header?.mode ?? 0o755}`,
    owner: `${header?.uid ?? 0}:${header?.gid ?? 0}`,
    xattrs: JSON.stringify([...(header?.xattrs ?? [])].map(([name, value]) => [name, [...value]])),
  }
  if (type === 'directory') return shared
  const hash = inode?.entry.sha256
  return {
    content: type === 'file' ? `${hash && Buffer.from(hash).toString('hex')}` : '',
    device: JSON.stringify(header?.device ?? null),
    linkTarget: type === 'symlink' ? `${header?.linkName}` : '',
    mode: shared.mode,
    mtime: `${header?.mtime}`,
    owner: shared.owner,
    xattrs: shared.xattrs,
  }
}

function standing(tree: NaiveTree, path: string): Standing {
  const found = tree.get(path)
  if (found === undefined) throw new Error(`nothing at ${path}`)
  return found
}

function showsInode(tree: NaiveTree, id: string): boolean {
  return [...tree.values()].some(({ inode }) => inode?.id === id)
}

function sorted<T>(items: readonly T[]): string[] {
  return items
    .map(item => JSON.stringify(Object.entries(item as object).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
}
