import type { NamedImage } from '../../analysis/compare/image-table.ts'
import type { Ecosystem, Package, Packages, UnreadDatabase } from '../../analysis/contents/package.ts'
import { packagesOf } from '../../analysis/contents/packages.ts'
import { type EcosystemTotal, ecosystemTotals } from '../packages/package-totals.ts'
import { nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope packages --json` prints. */
export interface PackagesReportJson {
  readonly schemaVersion: string
  readonly images: readonly ImagePackagesJson[]
}

/** `null` = unknown: not every layer could be read. */
export interface ImagePackagesJson {
  readonly reference: string
  readonly source: string
  /** Whether everything installed is known: every layer and every database could be read. */
  readonly complete: boolean
  /** Of the final tree, that belong to a package. */
  readonly bytes: number | null
  readonly ecosystems: readonly EcosystemTotal[] | null
  readonly packages: readonly PackageJson[] | null
  readonly unread: readonly UnreadDatabaseJson[]
}

export interface PackageJson {
  readonly ecosystem: Ecosystem
  readonly name: string
  readonly version: string
  readonly architecture: string | null
  /** `null`: within the bytes of a program. */
  readonly bytes: number | null
  readonly layer: number
  readonly paths: readonly string[]
}

export interface UnreadDatabaseJson {
  readonly kind: UnreadDatabase['kind']
  readonly path: string
}

export function packagesReportJson(images: readonly NamedImage[]): PackagesReportJson {
  return { schemaVersion: SCHEMA_VERSION, images: images.map(imagePackagesJson) }
}

function imagePackagesJson({ reference, source, analysis }: NamedImage): ImagePackagesJson {
  return { reference, source, ...packagesJson(packagesOf(analysis)) }
}

function packagesJson(packages: Packages | null): Omit<ImagePackagesJson, 'reference' | 'source'> {
  if (packages === null) return { complete: false, bytes: null, ecosystems: null, packages: null, unread: [] }
  return {
    complete: packages.complete,
    bytes: packages.bytes,
    ecosystems: ecosystemTotals(packages),
    packages: packages.items.map(packageJson),
    unread: packages.unread.map(({ kind, path }) => ({ kind, path: nameJson(path) })),
  }
}

function packageJson({ ecosystem, name, version, architecture, bytes, layer, paths }: Package): PackageJson {
  return { ecosystem, name, version, architecture, bytes, layer, paths: paths.map(nameJson) }
}
