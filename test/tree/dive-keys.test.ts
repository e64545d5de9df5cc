import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { image, type LayerRecipe, layer } from '../../fixtures/recipe/recipe.ts'
import { diveKeys } from '../../src/tree/dive-keys.ts'
import { atOnce } from '../../src/tree/slices.ts'

test('counting on one stack kept up is counting on a new stack for every whiteout', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(randomLayers, lines => {
      const recipes = lines.map(each => layer(...each))
      const { minimum, cumulative, repeated } = atOnce(diveKeys(image(...recipes)))
      expect({ minimum, cumulative, repeated }).toEqual(naiveKeys(recipes))
    }),
    { numRuns: 1000 },
  )
})

/** A path and what dive holds of it; the map is a tree because every path's parents are in it. */
type Tree = Map<string, { size: number; isDirectory: boolean }>

function naiveKeys(recipes: readonly LayerRecipe[]) {
  const trees = recipes.map(treeOf)
  const keys = new Map<string, { minimum: number; sizes: number[] }>()
  trees.forEach((tree, index) => {
    for (const path of childrenFirst(tree)) {
      if ([...tree.keys()].some(other => other.startsWith(`${path}/`))) continue
      const size = isWhiteout(path) ? whiteoutSize(trees, index, unmarked(path)) : (tree.get(path)?.size ?? 0)
      const key = keys.get(unmarked(path)) ?? { minimum: -1, sizes: [] }
      keys.set(unmarked(path), key)
      if (size === undefined) break
      key.sizes.push(size)
      key.minimum = Math.min(...key.sizes)
    }
  })
  const all = [...keys.values()].map(({ minimum, sizes }) => ({ minimum, sizes, sum: sumOf(sizes) }))
  return {
    minimum: sumOf(all.map(({ minimum }) => minimum)),
    cumulative: sumOf(all.map(({ sum }) => sum)),
    repeated: sumOf(all.filter(({ sizes }) => sizes.length >= 2).map(({ sum }) => sum)),
  }
}

function whiteoutSize(trees: readonly Tree[], index: number, target: string): number | undefined {
  const stacked: Tree = new Map(trees[0])
  for (const tree of trees.slice(0, index)) graft(stacked, tree)
  const standing = stacked.get(target)
  if (standing === undefined) return undefined
  const beneath = [...stacked].filter(([path]) => path === target || path.startsWith(`${target}/`))
  return standing.isDirectory ? sumOf(beneath.map(([, { size }]) => size)) : 0
}

function graft(stacked: Tree, tree: Tree): void {
  for (const path of childrenFirst(tree)) {
    if (isWhiteout(path)) {
      for (const other of [...stacked.keys()]) {
        if (other === unmarked(path) || other.startsWith(`${unmarked(path)}/`)) stacked.delete(other)
      }
    } else {
      addParents(stacked, path)
      stacked.set(path, { ...(tree.get(path) ?? BLANK) })
    }
  }
}

function treeOf(recipe: LayerRecipe): Tree {
  const tree: Tree = new Map()
  for (const { header } of recipe.entries) {
    const names = header.name.split('/').filter(name => name !== '' && name !== '.')
    const ignored = names.findIndex(name => name.startsWith('.wh..wh.'))
    const kept = ignored < 0 ? names : names.slice(0, ignored)
    if (kept.length === 0) continue
    addParents(tree, `/${kept.join('/')}`)
    const isDirectory = header.type === 'directory'
    const data = { size: header.type === 'file' ? header.length : 0, isDirectory }
    if (ignored < 0) tree.set(`/${kept.join('/')}`, data)
    else if (!tree.has(`/${kept.join('/')}`)) tree.set(`/${kept.join('/')}`, { ...BLANK })
  }
  return tree
}

const BLANK = { size: 0, isDirectory: false }

function addParents(tree: Tree, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    if (!tree.has(path.slice(0, at))) tree.set(path.slice(0, at), { ...BLANK })
  }
}

/** Siblings by name, a directory after what it holds. */
function childrenFirst(tree: Tree): string[] {
  const walk = (directory: string): string[] =>
    [...tree.keys()]
      .filter(path => path.startsWith(`${directory}/`) && !path.slice(directory.length + 1).includes('/'))
      .sort()
      .flatMap(path => [...walk(path), path])
  return walk('')
}

function isWhiteout(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('.wh.')
}

function unmarked(path: string): string {
  return path.replace(/\/\.wh\.([^/]*)$/, '/$1')
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
