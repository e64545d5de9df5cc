import { hasChildren } from '../../tree/overlay.ts'
import { PathFinder } from '../../tree/path-finder.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import { linkedPaths } from '../../tree/written-content.ts'
import type { Analysis } from '../analysis.ts'
import { CATEGORIES, type Category } from './category.ts'
import type { InstalledPackage } from './databases/installed-package.ts'
import type { Ecosystem } from './package.ts'

/** A package while its files are being claimed. */
export interface ClaimedPackage extends InstalledPackage {
  readonly ecosystem: Ecosystem
  readonly layer: number
  /** Nodes of `Package.paths`. */
  readonly records: ReadonlySet<number>
}

/** Which files belong to which package: each file to the first that claims it. */
export class Claims {
  readonly analysis: Analysis
  readonly final: TreeView
  readonly finder: PathFinder
  readonly packages: ClaimedPackage[] = []
  /** By node: row of `packages`, from 1; 0 for nobody. */
  readonly owners: Int32Array
  /** By node: index in `CATEGORIES` of the system package that installed it in any layer, from 1. */
  readonly systemCategories: Uint8Array
  readonly #rows = new Map<string, number>()

  constructor(analysis: Analysis, final: TreeView) {
    this.analysis = analysis
    this.final = final
    this.finder = new PathFinder(final)
    this.owners = new Int32Array(final.overlay.paths.size)
    this.systemCategories = new Uint8Array(final.overlay.paths.size)
  }

  /** The row of a package, recorded at `node` from `layer` on. */
  row(ecosystem: Ecosystem, installed: InstalledPackage, layer: number, node: number): number {
    const { name, version, architecture } = installed
    const key = [ecosystem, name, version, architecture ?? ''].join('\0')
    const row = this.#rows.get(key) ?? this.packages.length + 1
    const known = this.packages[row - 1]
    this.packages[row - 1] = {
      ...{ ecosystem, name, version, architecture },
      layer: Math.min(layer, known?.layer ?? layer),
      records: new Set(known?.records).add(node),
    }
    this.#rows.set(key, row)
    return row
  }

  isClaimed(node: number): boolean {
    return this.owners[node] !== 0
  }

  claim(node: number, row: number): void {
    if (this.owners[node] === 0) this.owners[node] = row
  }

  /** A package of the operating system installed a path; `row` when the final tree has that package. */
  claimForSystem(node: number, category: Category, row: number | undefined): void {
    if (node < 0 || hasChildren(this.final.overlay, node)) return
    this.systemCategories[node] = CATEGORIES.indexOf(category) + 1
    if (row !== undefined) this.claim(node, row)
  }

  /** What one path of an inode is, all of them are. */
  spreadOverLinks(): void {
    const { overlay, versions, carriers } = this.final
    for (const { version, node, inode } of linkedPaths(overlay)) {
      const category = this.systemCategories[node] ?? 0
      const carrier = versions[node] === version ? carriers.get(inode) : undefined
      for (const other of [overlay.homes[inode] ?? -1, carrier ?? -1])
        if (other >= 0 && this.systemCategories[other] === 0) this.systemCategories[other] = category
      if (carrier !== undefined) this.claim(carrier, this.owners[node] ?? 0)
    }
  }
}
