import { byteString, fromText } from '../../image/byte-string.ts'
import type { PackageFact } from '../../image/facts/fact.ts'
import { baseName, childPath, parentPath, parseTreePath } from '../../image/tree-path.ts'
import { findNode, hasChildren, nodeName, nodePath, parentOf } from '../../tree/overlay.ts'
import type { Claims } from './claims.ts'
import { parsePythonRecord } from './databases/python-record.ts'
import { firstLayerOf, type RecordedFact, recordedFacts } from './recorded-facts.ts'

/**
 * Packages of npm and Python, which describe themselves. One an operating system's package installed is that
 * package's: a file has one owner.
 */
export function claimLanguages(claims: Claims): void {
  const records = pythonRecords(claims)
  const roots = new Map<number, number>()
  for (const found of recordedFacts(claims.analysis, claims.final, 'package')) {
    if (!found.isLive || claims.isClaimed(found.node)) continue
    const row = rowOf(claims, found)
    if (found.fact.ecosystem === 'npm') roots.set(parentOf(claims.final.overlay, found.node), row)
    else claimPython(claims, found, row, records, roots)
  }
  claimBeneath(claims, roots)
}

function rowOf(claims: Claims, { fact, node }: RecordedFact<'package'>): number {
  const { ecosystem, name, version } = fact
  const layer = firstLayerOf(claims.final.overlay, node)
  return claims.row(ecosystem, { name, version, architecture: null }, layer, node)
}

type PythonRecords = ReadonlyMap<number, Uint8Array>

/** The lists of installed distributions by their directory. */
function pythonRecords({ analysis, final }: Claims): PythonRecords {
  const records = new Map<number, Uint8Array>()
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'packageDatabase'))
    if (isLive && fact.format === 'pythonFiles') records.set(parentOf(final.overlay, node), fact.bytes)
  return records
}

function claimPython(
  claims: Claims,
  { fact, node }: RecordedFact<'package'>,
  row: number,
  records: PythonRecords,
  roots: Map<number, number>,
): void {
  const { overlay } = claims.final
  const directory = parentOf(overlay, node)
  const record = records.get(directory)
  const isSingleFile = nodeName(overlay, node).endsWith('.egg-info')
  const home = isSingleFile ? directory : parentOf(overlay, directory)
  if (record !== undefined) claimRecord(claims, home, record, row)
  else for (const root of modulesOf(claims, home, fact)) roots.set(root, row)
  claims.claim(node, row)
  if (!isSingleFile) roots.set(directory, row)
}

function claimRecord(claims: Claims, home: number, record: Uint8Array, row: number): void {
  const directory = nodePath(claims.final.overlay, home)
  for (const path of parsePythonRecord(record)) {
    const whole = parseTreePath(byteString(`${directory}/${path}`))
    const above = claims.finder.directory(parentPath(whole))
    const node = claims.finder.childNamed(above, baseName(whole))
    if (node >= 0 && !hasChildren(claims.final.overlay, node)) claims.claim(node, row)
  }
}

/** Without a list: the module that is called like the distribution. */
function modulesOf({ final: { overlay } }: Claims, home: number, { name }: PackageFact): number[] {
  const spelled = name.replace(/[-.]+/g, '_')
  const names = new Set([name, spelled, spelled.toLowerCase()].flatMap(each => [each, `${each}.py`]))
  return [...names].flatMap(each => {
    if (each.includes('/')) return []
    const node = findNode(overlay, childPath(nodePath(overlay, home), fromText(each)))
    return node === undefined ? [] : [node]
  })
}

/** Files beneath the root of a package are its own, but for packages within. A parent's number is the lower one. */
function claimBeneath(claims: Claims, roots: ReadonlyMap<number, number>): void {
  if (roots.size === 0) return
  const { overlay } = claims.final
  const rows = new Int32Array(overlay.paths.size)
  for (let node = 1; node < rows.length; node++) {
    const row = roots.get(node) ?? rows[parentOf(overlay, node)] ?? 0
    if (row === 0) continue
    rows[node] = row
    if (!hasChildren(overlay, node)) claims.claim(node, row)
  }
}
