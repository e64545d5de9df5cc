import { toText } from '../../image/byte-string.ts'
import { baseName, type TreePath } from '../../image/tree-path.ts'
import { nodePath } from '../../tree/overlay.ts'
import { categoryOfPackage } from './category.ts'
import type { Claims } from './claims.ts'
import { parseDpkgFiles } from './databases/dpkg-files.ts'
import { parseDpkgStatus } from './databases/dpkg-status.ts'
import { installedSince } from './installed-since.ts'
import { firstLayerOf, recordedFacts } from './recorded-facts.ts'

/** Debian's packages: the status file, or distroless images' `status.d`; their files by the lists beside them. */
export function claimDpkg(claims: Claims): void {
  const rows = packageRows(claims)
  const { analysis, final, finder } = claims
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'packageDatabase')) {
    if (fact.format !== 'dpkgFiles') continue
    const list = listName(nodePath(final.overlay, node))
    const name = list.split(':', 1)[0] ?? list
    const category = categoryOfPackage(name)
    const row = isLive ? (rows.get(list) ?? rows.get(name)) : undefined
    for (const { start, end } of parseDpkgFiles(fact.bytes))
      claims.claimForSystem(finder.find(fact.bytes, start, end), category, row)
  }
}

/** Rows of the final tree's packages by the name of their list: `curl`, `libc6:amd64`; in `status.d` by its file. */
function packageRows(claims: Claims): ReadonlyMap<string, number> {
  const { analysis, final } = claims
  const rows = new Map<string, number>()
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'packageDatabase')) {
    if (!isLive) continue
    if (fact.format === 'dpkgStatus.d') {
      const [installed] = parseDpkgStatus(fact.bytes)
      if (installed === undefined) continue
      const row = claims.row('dpkg', installed, firstLayerOf(final.overlay, node), node)
      rows.set(listName(nodePath(final.overlay, node)), row)
    } else if (fact.format === 'dpkg') {
      for (const { installed, layer } of installedSince(analysis, node, parseDpkgStatus)) {
        const row = claims.row('dpkg', installed, layer, node)
        rows.set(installed.name, row).set(`${installed.name}:${installed.architecture}`, row)
      }
    }
  }
  return rows
}

function listName(path: TreePath): string {
  const name = baseName(path)
  return (toText(name) ?? name).replace(/\.(?:list|md5sums)$/, '')
}
