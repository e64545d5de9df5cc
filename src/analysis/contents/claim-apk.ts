import { fromBytes } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { categoryOfPackage } from './category.ts'
import type { Claims } from './claims.ts'
import { type ApkPackage, parseApkInstalled } from './databases/apk-installed.ts'
import { installedSince } from './installed-since.ts'
import { recordedFacts } from './recorded-facts.ts'

/** Alpine's packages: one database names them and their files. */
export function claimApk(claims: Claims): void {
  const { analysis, final } = claims
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'packageDatabase')) {
    if (fact.format !== 'apk') continue
    const rows = new Map<string, number>()
    if (isLive)
      for (const { installed, layer } of installedSince(analysis, node, parseApkInstalled))
        rows.set(installed.name, claims.row('apk', installed, layer, node))
    for (const found of parseApkInstalled(fact.bytes))
      claimFiles(claims, fact.bytes, found, rows.get(found.name))
  }
}

function claimFiles(claims: Claims, bytes: Uint8Array, found: ApkPackage, row: number | undefined): void {
  const category = categoryOfPackage(found.name)
  for (const { path, files } of found.directories) {
    if (files.length === 0) continue
    const directory = claims.finder.directory(parseTreePath(fromBytes(bytes.subarray(path.start, path.end))))
    for (const { start, end } of files)
      claims.claimForSystem(claims.finder.child(directory, bytes, start, end), category, row)
  }
}
