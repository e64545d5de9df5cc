import { fail } from '../errors.ts'
import type { EntryHeader } from '../image/entry.ts'
import type { LayerFacts } from '../image/facts/fact.ts'
import { FileFacts } from '../image/facts/file-facts.ts'
import { LayerFactsBuilder } from '../image/facts/layer-facts-builder.ts'
import type { Limits } from '../image/limits.ts'
import { parseEntryName } from '../image/tree-path.ts'
import type { Hashers } from '../stream/hasher.ts'
import type { BodyVisitor, TarVisitor } from '../tar/walk-tar.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
import { LayerTreeBuilder } from '../tree/layer-tree-builder.ts'
import { FileHash } from './file-hash.ts'
import { withHoles } from './with-holes.ts'

/** Makes a tree and facts of a layer's entries as they come. */
export class LayerVisitor implements TarVisitor {
  readonly #what: string
  readonly #limits: Limits
  readonly #tree: LayerTreeBuilder
  readonly #facts = new LayerFactsBuilder()
  readonly #hashers: Hashers | undefined
  /** Contents that are hashed elsewhere, and not all the way yet. */
  readonly #pending: Promise<void>[] = []
  /** Bytes of sparse files that are not in the tar. */
  #holes = 0

  constructor(what: string, limits: Limits, hashers?: Hashers) {
    this.#what = what
    this.#limits = limits
    this.#hashers = hashers
    this.#tree = new LayerTreeBuilder(limits, what)
  }

  entry(header: EntryHeader): BodyVisitor | undefined {
    const entry = this.#tree.add(header)
    if (header.type !== 'file') return undefined
    if (header.extents === undefined) return this.#content(entry, header)
    this.#allowHoles(header)
    return withHoles(header.extents, header.length, this.#content(entry, header))
  }

  async finish(): Promise<{ readonly tree: LayerTree; readonly facts: LayerFacts }> {
    await Promise.all(this.#pending)
    return { tree: this.#tree.build(), facts: this.#facts.build() }
  }

  #content(entry: number, header: EntryHeader): BodyVisitor {
    const hash = this.#hashers?.fileHasher(header.length) ?? new FileHash(header.length)
    const path = parseEntryName(header.name)
    const hasPath = path !== 'outside' && path !== 'nul'
    const facts = hasPath ? new FileFacts({ path, mode: header.mode, length: header.length }) : undefined
    let offset = 0
    return {
      write: chunk => {
        hash.update(chunk)
        facts?.push(chunk, offset)
        offset += chunk.length
      },
      end: () => {
        this.#keepDigest(entry, hash.digest())
        if (facts !== undefined) this.#facts.add(entry, facts.finish())
      },
    }
  }

  #keepDigest(entry: number, sha256: Uint8Array | Promise<Uint8Array>): void {
    if (sha256 instanceof Uint8Array) {
      this.#tree.setContent(entry, sha256)
      return
    }
    const kept = sha256.then(bytes => this.#tree.setContent(entry, bytes))
    kept.catch(() => undefined) // `finish` waits for it; until then a rejection is not "unhandled"
    this.#pending.push(kept)
  }

  /** Holes cost no bytes of the tar but are hashed as zeros, so they count as unpacked bytes: a 1 TB hole is a fault. */
  #allowHoles({ length, stored, offset }: EntryHeader): void {
    this.#holes += length - stored
    const allowed = this.#limits.unpacked
    const found = offset + stored + this.#holes
    if (found > allowed) fail({ kind: 'limitExceeded', what: this.#what, limit: 'unpacked', allowed, found })
  }
}
