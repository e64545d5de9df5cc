import { fail } from '../errors.ts'
import type { EntryHeader } from '../image/entry.ts'
import type { LimitName, Limits } from '../image/limits.ts'
import { type EntryNameProblem, parentPath, parseEntryName, ROOT, type TreePath } from '../image/tree-path.ts'
import { type EntryRole, roleCode, typeCode } from './entry-code.ts'
import { longerColumns, newColumns, shortColumns } from './entry-columns.ts'
import { entryRoleOf } from './entry-role.ts'
import type { LayerTree } from './layer-tree.ts'
import { NameFindings } from './name-findings.ts'
import { PathTableBuilder } from './path-table-builder.ts'
import { SideTablesBuilder } from './side-tables-builder.ts'

/** Collects the entries of one layer, in tar order, into a layer tree. */
export class LayerTreeBuilder {
  private readonly limits: Limits
  private readonly what: string
  private readonly paths = new PathTableBuilder()
  private readonly sides = new SideTablesBuilder()
  private readonly findings = new NameFindings()
  private columns = newColumns(256)
  private entries = 0
  /** Entries come directory by directory, so the last one's node is remembered. */
  private directory = { path: ROOT, node: 0 }

  /** `what` names the layer in a fault: "Layer 3 (sha256:…)". */
  constructor(limits: Limits, what = 'The layer') {
    this.limits = limits
    this.what = what
  }

  /** Adds an entry and returns its number. Throws `limitExceeded` for too many entries or directories, too long or too deep a path. */
  add(header: EntryHeader): number {
    const entry = this.entries
    if (entry >= this.limits.entries) this.exceeded('entries', this.limits.entries, null)
    const path = placeOf(header)
    const role = isProblem(path) ? PROBLEM_ROLES[path] : entryRoleOf(path, header.type)
    this.write(entry, header, isProblem(path) ? 0 : this.nodeOf(path), role)
    this.sides.add(entry, header)
    this.findings.look(header, isProblem(path) ? null : path, role)
    this.entries = entry + 1
    return entry
  }

  /** Keeps the sha256 (32 bytes) of an entry's content. */
  setContent(entry: number, sha256: Uint8Array): void {
    this.columns.sha256.set(sha256, entry * 32)
  }

  /** The finished tree: exact arrays. The builder is empty afterwards. */
  build(): LayerTree {
    return {
      entries: this.entries,
      paths: this.paths.build(),
      columns: shortColumns(this.columns, this.entries),
      ...this.sides.build(this.entries),
      findings: this.findings.list(),
    }
  }

  private write(entry: number, header: EntryHeader, node: number, role: EntryRole): void {
    if (entry === this.columns.node.length) this.columns = longerColumns(this.columns)
    const { columns } = this
    columns.node[entry] = node
    columns.role[entry] = roleCode(role)
    columns.type[entry] = typeCode(header.type)
    columns.mode[entry] = header.mode & 0o7777
    columns.uid[entry] = header.uid
    columns.gid[entry] = header.gid
    columns.length[entry] = header.type === 'file' ? header.length : 0
    columns.offset[entry] = header.offset
    columns.mtime[entry] = header.mtime
  }

  private nodeOf(path: TreePath): number {
    if (path.length > this.limits.path) this.exceeded('path', this.limits.path, path.length)
    const directory = parentPath(path)
    if (directory !== this.directory.path) this.enter(directory)
    return path === ROOT ? 0 : this.paths.intern(this.directory.node, path, path.lastIndexOf('/') + 1)
  }

  private enter(directory: TreePath): void {
    let node = 0
    let depth = 0
    for (let start = 1; start < directory.length; depth++) {
      const slash = directory.indexOf('/', start)
      const end = slash < 0 ? directory.length : slash
      node = this.paths.intern(node, directory, start, end)
      start = end + 1
    }
    if (depth >= this.limits.depth) this.exceeded('depth', this.limits.depth, depth + 1)
    const allowed = this.limits.implicitDirectories
    if (this.paths.size > this.entries + allowed + 1) this.exceeded('implicitDirectories', allowed, null)
    this.directory = { path: directory, node }
  }

  private exceeded(limit: LimitName, allowed: number, found: number | null): never {
    fail({ kind: 'limitExceeded', what: this.what, limit, allowed, found })
  }
}

/** The path an entry means, or why it means none. */
function placeOf(header: EntryHeader): TreePath | EntryNameProblem {
  const path = parseEntryName(header.name)
  return path === ROOT && header.type !== 'directory' ? 'outside' : path
}

const PROBLEM_ROLES = { outside: 'outsideName', nul: 'nulName' } as const satisfies Record<
  EntryNameProblem,
  EntryRole
>

function isProblem(path: TreePath | EntryNameProblem): path is EntryNameProblem {
  return !path.startsWith('/')
}
