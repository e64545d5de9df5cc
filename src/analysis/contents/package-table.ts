import type { NamedImage } from '../compare/image-table.ts'
import type { Ecosystem, Package } from './package.ts'
import { packagesOf } from './packages.ts'

/** The packages of several images beside each other, one row a name. */
export interface PackageTable {
  readonly images: readonly NamedImage[]
  /** Those that differ first; most bytes first among each. */
  readonly rows: readonly PackageRow[]
}

export interface PackageRow {
  readonly ecosystem: Ecosystem
  readonly name: string
  /** By image; empty where it has none of that name, `null` where nothing is known. An image may hold several versions. */
  readonly packages: readonly (readonly Package[] | null)[]
  /** Whether two images hold other versions, or one holds none. */
  readonly differs: boolean
}

/** Packages by name. */
export function packageTable(images: readonly NamedImage[]): PackageTable {
  const known = images.map(({ analysis }) => packagesOf(analysis))
  const rows = new Map<string, PackageRow & { readonly packages: (Package[] | null)[] }>()
  for (const [at, packages] of known.entries()) {
    for (const found of packages?.items ?? []) {
      const { ecosystem, name } = found
      const key = `${ecosystem}\0${name}`
      const none = known.map(each => (each === null ? null : []))
      const row = rows.get(key) ?? { ecosystem, name, packages: none, differs: false }
      row.packages[at]?.push(found)
      rows.set(key, row)
    }
  }
  const compared = [...rows.values()].map(row => ({ ...row, differs: differs(row) }))
  return {
    images,
    rows: compared.sort(
      (left, right) => Number(right.differs) - Number(left.differs) || mostBytes(right) - mostBytes(left),
    ),
  }
}

function differs({ packages }: PackageRow): boolean {
  return new Set(packages.filter(each => each !== null).map(versionsOf)).size > 1
}

function versionsOf(packages: readonly Package[]): string {
  return packages
    .map(({ version }) => version)
    .sort()
    .join('\0')
}

function mostBytes({ packages }: PackageRow): number {
  return Math.max(...packages.map(each => (each ?? []).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)))
}
