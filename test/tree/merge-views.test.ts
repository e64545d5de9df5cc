import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'
import { LayerTreeBuilder } from '../../src/tree/layer-tree-builder.ts'
import { mergeViews } from '../../src/tree/merge-views.ts'
import {
  bytesInA,
  bytesInB,
  childRows,
  differingBeneath,
  differsAt,
  type MergedTree,
  movedSha256,
  PATH_STATES,
  parentRow,
  partnerOf,
  rowName,
  rowPath,
  rowsOfState,
  stateOfRow,
} from '../../src/tree/merged-tree.ts'
import { describe, shows, stackedView, type TreeView } from '../../src/tree/tree-view.ts'

group('two trees laid over each other', () => {
  // biome-ignore format: a table; rows that are the same are left out
  test.each<[what: string, a: string[], b: string[], rows: string[]]>([
    ['an added and a removed file',          ['x 5', 'a 1'],            ['x 5', 'b 2'],              ['added /b', 'removed /a']],
    ['a directory only one has',             ['d/x 5'],                 [],                          ['removed /d', 'removed /d/x']],
    ['an edit of the same length',           ['x 5 @one'],              ['x 5 @two'],                ['modified /x content']],
    ['all that may differ',                  ['x 5 @one'],              ['x 6 @two mode=0755 owner=1:2 xattr=user.a mtime=3'], ['modified /x content mode owner xattrs mtime']],
    ['a retargeted link',                    ['l -> a'],                ['l -> b'],                  ['modified /l linkTarget']],
    ['a device of another number',           ['n c=1:3'],               ['n c=1:5'],                 ['modified /n device']],
    ['a file that became a directory',       ['x 5'],                   ['x/y 5'],                   ['modified /x type', 'added /x/y']],
    ['the time of a file',                   ['x 5'],                   ['x 5 mtime=1'],             ['modified /x mtime']],
    ['the time of a directory',              ['d/'],                    ['d/ mtime=1'],              []],
    ['a directory mentioned or implied',     ['d/', 'd/x 5'],           ['d/x 5'],                   []],
    ['a directory of another mode',          ['d/ mode=0700', 'd/x 5'], ['d/x 5'],                   ['modified /d mode']],
    ['a moved file',                         ['x 5 @c'],                ['y 5 @c mode=0700'],        ['moved /x to /y']],
    ['a moved file between directories',     ['a/x 5 @c', 'b/k 1 @d'],  ['a/k 1 @d', 'b/x 5 @c'],['moved /a/x to /b/x', 'moved /b/k to /a/k']],
    ['nothing moved: empty files',           ['x 0'],                   ['y 0'],                     ['added /y', 'removed /x']],
    ['nothing moved: two before',            ['x 5 @c', 'y 5 @c'],      ['z 5 @c'],                  ['added /z', 'removed /x', 'removed /y']],
    ['nothing moved: two after',             ['x 5 @c'],                ['y 5 @c', 'z 5 @c'],        ['added /y', 'added /z', 'removed /x']],
    ['nothing moved: two names of one file', ['x 5 @c', 'y => x'],      ['z 5 @c'],                  ['added /z', 'removed /x', 'removed /y']],
    ['nothing moved: the old place remains', ['x 5 @c'],                ['x 5 @c', 'y 5 @c'],        ['added /y']],
    ['nothing moved: a link of that text',   ['x 5'],                   ['y -> x'],                  ['added /y', 'removed /x']],
    ['nothing in common',                    ['a 1', 'b/c 2'],          ['x 3', 'y/z 4'],            ['added /x', 'added /y', 'added /y/z', 'removed /a', 'removed /b', 'removed /b/c']],
  ])('%s', (_what, a, b, rows) => {
    expect(drawn(merge([a], [b])).sort()).toEqual(rows.sort())
  })

  test('an inode belongs to its first path: another first name shrinks the old one', () => {
    const { totals } = merge([['b 100 @c']], [['a 100 @c', 'b => a']])
    expect(totals).toMatchObject({ a: 100, b: 100, added: 100, removed: 0, grown: 0, shrunk: 100 })
  })

  test('a moved file counts as neither added nor removed', () => {
    const { totals } = merge([['x 50 @c', 'y 7']], [['z 50 @c']])
    expect(totals).toMatchObject({ added: 0, removed: 7, counts: { moved: 1, added: 0, removed: 1 } })
  })

  test('thousands of moves are found, each once', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `old/f${index} 8 @${index}`)
    const after = Array.from({ length: 20_000 }, (_, index) => `new/g${index} 8 @${index}`)
    const tree = merge([before], [after])
    expect(tree.totals.counts).toMatchObject({ moved: 20_000, added: 1, removed: 1 })
    expect(rowsOfState(tree, 'moved')).toHaveLength(20_000)
  })

  test('files whose hashes only begin alike are told apart', () => {
    const before = treeOf([
      ['x', 'aaaaaa1'],
      ['y', 'aaaaaa2'],
      ['z', 'bbbbbb1'],
    ])
    const after = treeOf([
      ['new', 'aaaaaa2'],
      ['other', 'bbbbbb2'],
    ])
    const tree = mergeViews(stackedView(buildOverlay([before]), 0), stackedView(buildOverlay([after]), 0))
    expect(drawn(tree)).toEqual(['added /other', 'removed /x', 'removed /z', 'moved /y to /new'])
  })

  test('children stand in the order of their names, whichever tree has them', () => {
    const tree = merge([['b 1', 'd 1', 'a/x 1']], [['c 1', 'a/w 1', 'a- 1']])
    expect(childRows(tree, 0).map(row => rowName(tree, row))).toEqual(['a', 'a-', 'b', 'c', 'd'])
    const [a = 0] = childRows(tree, 0)
    expect(childRows(tree, a).map(row => rowPath(tree, row))).toEqual(['/a/w', '/a/x'])
    expect(differingBeneath(tree, a)).toBe(2)
    expect(differingBeneath(tree, 0)).toBe(6)
  })
})

group('random pairs of images', { timeout: 600_000 }, () => {
  test('a − removed − shrunk + added + grown = b, to the byte', () => {
    check((a, b) => {
      const { totals } = mergeViews(a, b)
      expect(totals.a).toBe(a.bytes[0])
      expect(totals.b).toBe(b.bytes[0])
      expect(totals.a - totals.removed - totals.shrunk + totals.added + totals.grown).toBe(totals.b)
    })
  })

  test('every path of either has one row, with what stands there', () => {
    check((a, b) => {
      const tree = mergeViews(a, b)
      expect(drawn(tree).sort()).toEqual(naively(a, b).sort())
      for (let row = 1; row < tree.size; row++) expect(parentRow(tree, row)).toBeLessThan(row)
    })
  })

  test('swapping the images mirrors every row and every figure', () => {
    check((a, b) => {
      const there = mergeViews(a, b)
      const back = mergeViews(b, a)
      const { added, removed, grown, shrunk, counts } = there.totals
      expect(back.totals).toEqual({
        a: there.totals.b,
        b: there.totals.a,
        added: removed,
        removed: added,
        grown: shrunk,
        shrunk: grown,
        counts: { ...counts, added: counts.removed, removed: counts.added },
      })
      expect(rowTexts(back).map(mirrored).sort()).toEqual(rowTexts(there).sort())
    })
  })

  test('an image differs from itself in nothing', () => {
    check(a => {
      expect(drawn(mergeViews(a, a))).toEqual([])
    })
  })
})

function check(law: (a: TreeView, b: TreeView) => void): void {
  fc.assert(
    fc.property(randomLayers, randomLayers, (a, b) => law(view(a), view(b))),
    { numRuns: Number(process.env['RUNS'] ?? 1000) },
  )
}

function merge(a: readonly string[][], b: readonly string[][]): MergedTree {
  return mergeViews(view(a), view(b))
}

function view(layers: readonly (readonly string[])[]): TreeView {
  return stackedView(buildOverlay(image(...layers.map(lines => layer(...lines)))), layers.length - 1)
}

/** Files of one byte whose hashes begin with a text. */
function treeOf(files: readonly (readonly [name: string, hash: string])[]): LayerTree {
  const builder = new LayerTreeBuilder(DEFAULT_LIMITS)
  for (const [name, hash] of files) {
    const [entry] = layer(`${name} 1`).entries
    if (entry === undefined) throw new Error('no entry')
    const sha256 = new Uint8Array(32)
    sha256.set(new TextEncoder().encode(hash))
    builder.setContent(builder.add(entry.header), sha256)
  }
  return builder.build()
}

/** Every row that is not the same; a moved file once. */
function drawn(tree: MergedTree): string[] {
  return PATH_STATES.filter(state => state !== 'same').flatMap(state =>
    rowsOfState(tree, state).map(row => {
      const partner = partnerOf(tree, row)
      const details = partner === null ? differsAt(tree, row) : ['to', rowPath(tree, partner)]
      return [state, rowPath(tree, row), ...details].join(' ')
    }),
  )
}

/** The same from two maps of paths, sharing no code with the merge. */
function naively(a: TreeView, b: TreeView): string[] {
  const [before, after] = [pathsOf(a), pathsOf(b)]
  const lines: string[] = []
  const gone = [...before].filter(([path]) => !after.has(path))
  const come = [...after].filter(([path]) => !before.has(path))
  const twins = (rows: typeof gone, sha256: string | null) =>
    rows.filter(([, state]) => state.type === 'file' && state.length > 0 && state.sha256 === sha256)
  for (const [path, state] of gone) {
    const [to, ...more] = state.type === 'file' ? twins(come, state.sha256) : []
    const isAlone = state.length > 0 && to !== undefined && more.length === 0
    if (isAlone && twins(gone, state.sha256).length === 1) lines.push(`moved ${path} to ${to[0]}`)
    else lines.push(`removed ${path}`)
  }
  for (const [path] of come)
    if (!lines.some(line => line.endsWith(` to ${path}`))) lines.push(`added ${path}`)
  for (const [path, left] of before) {
    const right = after.get(path)
    const differs = right === undefined ? [] : differences(left, right)
    if (differs.length > 0) lines.push(['modified', path, ...differs].join(' '))
  }
  return lines
}

type State = ReturnType<typeof describe>

function pathsOf(of: TreeView): ReadonlyMap<string, State> {
  const nodes = [...of.versions.keys()].filter(node => shows(of, node))
  return new Map(nodes.map(node => [describe(of, node).path, describe(of, node)]))
}

function differences(left: State, right: State): string[] {
  if (left.type !== right.type) return ['type']
  const isDirectory = left.type === 'directory'
  return [
    isDirectory || left.sha256 === right.sha256 ? '' : 'content',
    left.mode === right.mode ? '' : 'mode',
    left.uid === right.uid && left.gid === right.gid ? '' : 'owner',
    [...left.xattrs.keys()].join() === [...right.xattrs.keys()].join() ? '' : 'xattrs',
    left.linkTarget === right.linkTarget ? '' : 'linkTarget',
    JSON.stringify(left.device) === JSON.stringify(right.device) ? '' : 'device',
    isDirectory || left.mtime === right.mtime ? '' : 'mtime',
  ].filter(each => each !== '')
}

function rowTexts(tree: MergedTree): string[][] {
  return Array.from({ length: tree.size }, (_, row) => [
    stateOfRow(tree, row),
    rowPath(tree, row),
    `${bytesInA(tree, row)}`,
    `${bytesInB(tree, row)}`,
    differsAt(tree, row).join(' '),
    `${differingBeneath(tree, row)}`,
    stateOfRow(tree, row) === 'moved' ? `${movedSha256(tree, row)}` : '',
  ])
}

function mirrored([state = '', path = '', a = '', b = '', ...rest]: string[]): string[] {
  const other = state === 'added' ? 'removed' : state === 'removed' ? 'added' : state
  return [other, path, b, a, ...rest]
}
