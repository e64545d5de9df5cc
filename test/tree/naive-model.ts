import type { LayerRecipe, RecipeEntry } from '../../fixtures/recipe/recipe.ts'

/**
 * Semantics §4–§6 once more, as naively as possible: a tree is a map from paths to what stands there, copied for every
 * layer; what an entry removed is found by comparing the maps before and after it. Shares no code with `src/tree`.
 */
export interface NaiveImage {
  readonly layers: readonly NaiveLayer[]
  readonly waste: readonly NaiveWaste[]
}

export interface NaiveLayer {
  readonly tree: NaiveTree
  readonly unpacked: number
  readonly cumulative: number
}

export type NaiveTree = ReadonlyMap<string, Standing>

export interface Standing {
  readonly type: string
  /** The entry that holds content and metadata; `undefined` for an implicit directory. */
  readonly inode: Inode | undefined
  readonly layer: number
}

export interface Inode {
  readonly id: string
  readonly layer: number
  readonly entry: RecipeEntry
  readonly path: string
}

export interface NaiveWaste {
  readonly path: string
  readonly bytes: number
  readonly layer: number
  readonly by: number
  readonly reason: string
}

interface Removal {
  readonly inode: Inode
  readonly path: string
  readonly by: 'write' | 'replace' | 'opaque' | 'whiteout'
}

export function naiveImage(recipes: readonly LayerRecipe[]): NaiveImage {
  const layers: NaiveLayer[] = []
  const waste: NaiveWaste[] = []
  let tree: NaiveTree = new Map([['/', { type: 'directory', inode: undefined, layer: 0 }]])
  recipes.forEach((recipe, index) => {
    const applied = new NaiveApplication(tree, index)
    for (const [row, entry] of recipe.entries.entries()) applied.apply(entry, row)
    waste.push(...applied.waste())
    tree = applied.tree
    const written = inodesOf(tree).filter(inode => inode.layer === index)
    layers.push({ tree, unpacked: bytesOf(written), cumulative: bytesOf(inodesOf(tree)) })
  })
  return { layers, waste }
}

class NaiveApplication {
  readonly tree: Map<string, Standing>
  private readonly below: NaiveTree
  private readonly layer: number
  private readonly removals: Removal[] = []
  private readonly opaque = new Set<string>()

  constructor(below: NaiveTree, layer: number) {
    this.below = below
    this.tree = new Map(below)
    this.layer = layer
  }

  apply(entry: RecipeEntry, row: number): void {
    const names = entry.header.name.split('/').filter(name => name !== '' && name !== '.')
    const name = names.pop()
    if (name === undefined) this.write('/', entry, row)
    else if (name === '.wh..wh..opq') this.applyOpaque(names)
    else if (name.startsWith('.wh.')) this.applyWhiteout(names, name.slice(4))
    else this.applyContent(names, name, entry, row)
  }

  private applyOpaque(names: string[]): void {
    const directory = follow(this.tree, names)
    if (directory === undefined || this.tree.get(directory)?.type !== 'directory') return
    this.opaque.add(directory)
    this.removeBelow(path => isBeneath(path, directory), 'opaque')
  }

  private applyWhiteout(names: string[], name: string): void {
    const directory = follow(this.tree, names)
    if (directory === undefined) return
    const target = join(directory, name)
    this.removeBelow(path => path === target || isBeneath(path, target), 'whiteout')
  }

  private applyContent(names: string[], name: string, entry: RecipeEntry, row: number): void {
    const linked = entry.header.type === 'hardLink' ? this.linkTarget(entry) : undefined
    if (entry.header.type === 'hardLink' && linked === undefined) return
    const directory = follow(this.tree, names)
    if (directory === undefined) return
    for (const parent of parentsOf(join(directory, name))) {
      if (this.tree.get(parent)?.type !== 'directory') this.put(parent, 'directory', undefined)
    }
    if (linked === undefined) this.write(join(directory, name), entry, row)
    else this.put(join(directory, name), linked.type, linked.inode)
  }

  private linkTarget(entry: RecipeEntry): Standing | undefined {
    const names = (entry.header.linkName ?? '').split('/').filter(name => name !== '' && name !== '.')
    const name = names.pop()
    if (name === undefined || name === '..') return undefined
    for (const tree of [this.tree, this.below]) {
      const directory = follow(tree, names)
      if (directory === undefined) return undefined
      const found = tree.get(join(directory, name))
      if (found !== undefined && found.type !== 'directory') return found
    }
    return undefined
  }

  private write(path: string, entry: RecipeEntry, row: number): void {
    this.put(path, entry.header.type, { id: `${this.layer}:${row}`, layer: this.layer, entry, path })
  }

  private put(path: string, type: string, inode: Inode | undefined): void {
    const before = new Map(this.tree)
    if (type !== 'directory') {
      for (const other of this.tree.keys()) if (isBeneath(other, path)) this.tree.delete(other)
    }
    this.tree.set(path, { type, inode, layer: this.layer })
    this.note(before, removed => (removed === path ? 'write' : 'replace'))
  }

  private removeBelow(isMeant: (path: string) => boolean, by: 'opaque' | 'whiteout'): void {
    const before = new Map(this.tree)
    for (const [path, standing] of before) {
      if (isMeant(path) && standing.layer !== this.layer) this.tree.delete(path)
    }
    for (const path of this.tree.keys()) {
      for (const parent of parentsOf(path)) {
        if (this.tree.has(parent)) continue
        this.tree.set(parent, { type: 'directory', inode: undefined, layer: this.layer })
      }
    }
    this.note(before, () => by)
  }

  private note(before: NaiveTree, by: (path: string) => Removal['by']): void {
    for (const path of [...before.keys()].sort()) {
      const standing = before.get(path)
      if (standing?.inode === undefined || standing.type === 'directory') continue
      if (this.tree.get(path)?.inode !== standing.inode) {
        this.removals.push({ inode: standing.inode, path, by: by(path) })
      }
    }
  }

  waste(): NaiveWaste[] {
    const alive = new Set(inodesOf(this.tree))
    const dead = inodesOf(this.below).filter(inode => !alive.has(inode) && bytesOf([inode]) > 0)
    return dead.map(inode => ({
      path: inode.path,
      bytes: bytesOf([inode]),
      layer: inode.layer,
      by: this.layer,
      reason: this.reasonOf(inode),
    }))
  }

  private reasonOf(inode: Inode): string {
    const last = this.removals.findLast(removal => removal.inode === inode)
    if (last === undefined) throw new Error(`nothing removed ${inode.path}`)
    const standing = this.tree.get(last.path)
    if (standing?.type === 'file') {
      return sameContent(standing.inode, inode) ? 'rewritten' : 'overwritten'
    }
    const parents = parentsOf(last.path)
    const brokenParent = parents.some(path => (this.tree.get(path)?.type ?? 'directory') !== 'directory')
    if (standing !== undefined || last.by === 'write' || last.by === 'replace' || brokenParent) {
      return 'replaced'
    }
    return parents.some(path => this.opaque.has(path)) ? 'hidden' : 'deleted'
  }
}

/** The directory that components lead to; what does not stand is taken as written. `undefined` after 40 symlinks. */
function follow(tree: NaiveTree, names: readonly string[]): string | undefined {
  const pending = [...names]
  let at = '/'
  let hops = 0
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (name === '' || name === '.') continue
    const path = name === '..' ? parent(at) : join(at, name)
    const standing = name === '..' ? undefined : tree.get(path)
    if (standing?.type !== 'symlink') at = path
    else {
      hops++
      if (hops > 40) return undefined
      const target = standing.inode?.entry.header.linkName ?? ''
      pending.unshift(...target.split('/'))
      if (target.startsWith('/')) at = '/'
    }
  }
  return at
}

/** Every inode that stands in a tree, once. */
export function inodesOf(tree: NaiveTree): Inode[] {
  const inodes = new Set<Inode>()
  for (const { inode } of tree.values()) if (inode !== undefined) inodes.add(inode)
  return [...inodes]
}

export function bytesOf(inodes: readonly Inode[]): number {
  return inodes.reduce((sum, { entry }) => sum + (entry.header.type === 'file' ? entry.header.stored : 0), 0)
}

function sameContent(left: Inode | undefined, right: Inode): boolean {
  if (left?.entry.sha256 === undefined || right.entry.sha256 === undefined) return false
  return Buffer.compare(left.entry.sha256, right.entry.sha256) === 0
}

function join(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

/** The directories above a path, the root first. */
function parentsOf(path: string): string[] {
  if (path === '/') return []
  return [...parentsOf(parent(path)), parent(path)]
}

function isBeneath(path: string, directory: string): boolean {
  return path !== directory && path.startsWith(directory === '/' ? '/' : `${directory}/`)
}
