import { compareBytes } from '../../image/byte-string.ts'
import { carriersOf } from '../../tree/content.ts'
import { nodePath } from '../../tree/overlay.ts'
import type { Analysis } from '../analysis.ts'
import { type Ownership, ownershipOf } from './ownership.ts'
import type { Package, Packages } from './package.ts'
import { unreadDatabases } from './unread-databases.ts'

/** What is installed in the final tree, by its own databases. `null` when not every layer could be read. */
export function packagesOf(analysis: Analysis): Packages | null {
  if (!analysis.complete) return null
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const packages = listPackages(analysis, ownershipOf(analysis))
  remembered.set(analysis, packages)
  return packages
}

const remembered = new WeakMap<Analysis, Packages>()

function listPackages(analysis: Analysis, ownership: Ownership): Packages {
  const bytes = ownedBytes(ownership)
  const items = ownership.packages.map(({ records, ...claimed }, at): Package => {
    const own = bytes[at + 1] ?? 0
    return {
      ...claimed,
      bytes: own === 0 && claimed.ecosystem === 'go' ? null : own,
      paths: [...records].map(node => nodePath(ownership.final.overlay, node)).sort(compareBytes),
    }
  })
  const unread = unreadDatabases(analysis, ownership.final)
  return {
    items: items.sort(mostBytesFirst),
    bytes: bytes.reduce((sum, each) => sum + each, 0),
    unread,
    complete:
      unread.length === 0 && analysis.layers.every(each => each.kind === 'read' && each.facts.complete),
  }
}

/** By row of the packages, from 1. */
function ownedBytes({ final, packages, owners }: Ownership): Float64Array {
  const bytes = new Float64Array(packages.length + 1)
  for (const node of carriersOf(final)) {
    const row = owners[node] ?? 0
    if (row > 0) bytes[row] = (bytes[row] ?? 0) + (final.bytes[node] ?? 0)
  }
  return bytes
}

function mostBytesFirst(left: Package, right: Package): number {
  return (
    (right.bytes ?? -1) - (left.bytes ?? -1) ||
    compareText(left.name, right.name) ||
    compareText(left.version, right.version)
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
