import { fail } from '../../../errors.ts'
import { type ByteString, byteString, fromText } from '../../../image/byte-string.ts'
import type { EntryHeader } from '../../../image/entry.ts'
import {
  baseName,
  parentPath,
  parentPaths,
  parseEntryName,
  parseTreePath,
  type TreePath,
} from '../../../image/tree-path.ts'
import { tarEntries } from '../../../tar/tar-entries.ts'
import type { TarOptions } from '../../../tar/walk-tar.ts'
import { TAR_END, type TarEntryInfo, tarHeader, tarPadding } from '../../../tar/write-header.ts'
import { type Changes, type SpelledPath, spellPath } from './changes.ts'

/** What could not be made part of a container's layer. */
export interface LayerRemarks {
  /** Listed as written, but not in the export: removed meanwhile, or a socket, which no tar holds. */
  readonly gone: readonly string[]
  /** Files that a layer would take for markers. */
  readonly markers: readonly string[]
  /** Deleted names that are not UTF-8, which the engine's list cannot spell. */
  readonly unspelled: readonly string[]
}

/**
 * A container's own changes as a layer: what the engine lists as written is taken from one export of the whole tree as
 * it streams by, what it lists as deleted becomes a whiteout.
 *
 *   changes    C /etc   A /etc/new   D /etc/motd   D /etc/old   D /etc/old/x
 *   export     etc/  etc/motd  etc/new  etc/passwd  usr/ …
 *   layer      etc/  etc/motd  etc/new  etc/.wh.motd  etc/.wh.old
 *
 * A path that is listed as deleted and still exported was made anew: both are true, and a whiteout hides only what lies
 * below. Whiteouts stand last, when it is known what is a directory. Holds the paths of the changes, no content.
 */
export class ContainerLayer {
  readonly #changes: Changes | null
  readonly #missing: Set<SpelledPath>
  readonly #files = new Set<SpelledPath>()
  readonly #markers: string[] = []
  #read = false

  /** `null`: every path of the export, for a container whose image is gone. */
  constructor(changes: Changes | null) {
    this.#changes = changes
    this.#missing = new Set(changes?.written)
  }

  /** The layer's tar. Rejects with the faults of the export and of its tar. */
  async *tar(exported: AsyncIterable<Uint8Array>, options: TarOptions): AsyncGenerator<Uint8Array> {
    for await (const { header, body } of tarEntries(exported, options)) {
      if (!this.#takes(header)) continue
      yield entryHeader(header, options.what)
      yield* body
      yield tarPadding(header.stored)
    }
    for (const path of this.#whiteouts()) yield tarHeader({ ...MARKER, name: markerName(path) })
    yield TAR_END
    this.#read = true
  }

  /** Known when the tar was read to its end; nothing before. */
  remarks(): LayerRemarks {
    if (!this.#read) return { gone: [], markers: [], unspelled: [] }
    const unspelled = [...(this.#changes?.deleted ?? [])].filter(path => path.includes('\ufffd'))
    return { gone: [...this.#missing], markers: this.#markers, unspelled }
  }

  #takes({ name, type }: EntryHeader): boolean {
    const path = parseEntryName(name)
    if (path === 'outside' || path === 'nul') return false
    const spelled = spellPath(path)
    if (!this.#isListed(spelled)) return false
    this.#missing.delete(spelled)
    if (baseName(path).startsWith('.wh.')) {
      this.#markers.push(spelled)
      return false
    }
    if (type !== 'directory') this.#files.add(spelled)
    return true
  }

  #isListed(path: SpelledPath): boolean {
    return this.#changes === null || this.#changes.written.has(path) || this.#changes.deleted.has(path)
  }

  /** Deleted paths; not those whose parent is deleted too, or is a file now. */
  *#whiteouts(): Generator<TreePath> {
    const deleted = this.#changes?.deleted ?? new Set<SpelledPath>()
    for (const spelled of deleted) {
      const path = parseTreePath(fromText(spelled))
      const isCovered = parentPaths(path).some(parent => {
        const above = spellPath(parent)
        return deleted.has(above) || this.#files.has(above)
      })
      if (!isCovered && !baseName(path).startsWith('.wh.')) yield path
    }
  }
}

/** The name as recorded: that of the export, which is relative to its root. */
function entryHeader(header: EntryHeader, what: string): Uint8Array {
  if (header.extents !== undefined) {
    const valid = 'the plain entries engines write'
    fail({ kind: 'unsupportedLayer', what, found: `a sparse file, ${header.name}`, valid })
  }
  return tarHeader({
    ...header,
    length: header.stored,
    linkName: header.linkName ?? null,
    device: header.device ?? null,
    xattrs: header.xattrs ?? new Map(),
  })
}

const MARKER: Omit<TarEntryInfo, 'name'> = {
  type: 'file',
  mode: 0o600,
  uid: 0,
  gid: 0,
  mtime: 0,
  length: 0,
  linkName: null,
  device: null,
  xattrs: new Map(),
}

function markerName(path: TreePath): ByteString {
  const folder = parentPath(path)
  return byteString(`${folder === '/' ? '' : folder.slice(1)}/.wh.${baseName(path)}`.replace(/^\//, ''))
}
