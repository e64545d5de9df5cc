import type { FileHandle } from 'node:fs/promises'
import { fail, LayerscopeError } from '../errors.ts'
import { type ByteString, toText } from '../image/byte-string.ts'
import type { EntryHeader } from '../image/entry.ts'
import type { Limits } from '../image/limits.ts'
import { listTar, type ReadAt } from '../tar/list-tar.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'
import { linkedName, memberName } from './documents.ts'
import { readFully, readRange } from './read-range.ts'
import type { SharedFile } from './shared-file.ts'

export interface ArchiveFile {
  readonly file: FileHandle
  readonly size: number
  /** How messages name the image, and the file. */
  readonly what: string
  readonly path: string
  /** The same file for those who read beside each other; without it nobody does. */
  readonly shared?: SharedFile
}

/**
 * An uncompressed archive on disk: its headers are read once, then members by their place. Damage in the middle leaves
 * the members before it readable. Faults while opening: `limitExceeded` for metadata no archive has.
 */
export async function openArchiveStore(archive: ArchiveFile, limits: Limits): Promise<BlobStore> {
  const members = new Map<string, Member>()
  const damage = await listMembers(archive, limits, members)
  const find = (name: string): StoredBlob | undefined => {
    const member = follow(members, name, limits.linkHops)
    return member === undefined ? undefined : storedBlob(member, archive)
  }
  return {
    damage,
    find: async name => find(name),
    has: async name => find(name) !== undefined,
    // A list that is cut short says nothing: what it lacks, `manifest.json` perhaps, may have stood behind the cut.
    names: async () => (damage === null ? [...members.keys()] : Promise.reject(damage)),
    read: async name => {
      const member = follow(members, name, limits.linkHops)
      return member === undefined ? undefined : readDocument(member, archive, limits.document)
    },
  }
}

interface Member {
  readonly name: string
  readonly entry: EntryHeader
}

/** Nobody writes an image with more members; a root filesystem may, and its listing can stop. */
const MOST_MEMBERS = 100_000

/** Collects the members; the error that ended the listing early, or `null`. */
async function listMembers(
  { file, size, what }: ArchiveFile,
  limits: Limits,
  members: Map<string, Member>,
): Promise<unknown> {
  try {
    for await (const entry of listTar(windowed(file), size, { what, limits })) {
      const name = memberName(textOf(entry.name))
      if (name !== undefined) members.set(name, { name, entry })
      if (members.size >= MOST_MEMBERS) break
      const end = entry.offset + entry.stored
      if (end > size) return new LayerscopeError({ kind: 'truncated', what, got: size, expected: end })
    }
    return null
  } catch (error) {
    if (error instanceof LayerscopeError && members.size > 0) return error
    throw error
  }
}

/** A name no document can spell (not UTF-8) keeps one character per byte. */
function textOf(name: ByteString): string {
  return toText(name) ?? name
}

/** Small members lie side by side: one read serves the headers of several. */
const WINDOW = 16 * 1024

function windowed(file: FileHandle): ReadAt {
  let window = new Uint8Array()
  let start = 0
  return async (position, length) => {
    const isInside = position >= start && position + length <= start + window.length
    if (!isInside) {
      window = new Uint8Array(await readFully(file, position, Math.max(length, WINDOW)))
      start = position
    }
    return window.subarray(position - start, position - start + length)
  }
}

/** A stretch as if it were a file of its own. */
function within(readAt: ReadAt, start: number, size: number): ReadAt {
  return (position, length) => readAt(start + position, Math.max(0, Math.min(length, size - position)))
}

/** The member a name leads to, through symlinks and hard links. */
function follow(members: ReadonlyMap<string, Member>, name: string, hops: number): Member | undefined {
  let member = members.get(name)
  for (let hop = 0; member?.entry.linkName !== undefined; hop++) {
    if (hop === hops) return undefined
    const target = textOf(member.entry.linkName)
    const linked = member.entry.type === 'symlink' ? linkedName(member.name, target) : memberName(target)
    member = linked === undefined ? undefined : members.get(linked)
  }
  return member?.entry.type === 'file' ? member : undefined
}

function storedBlob({ name, entry }: Member, { file, path, shared }: ArchiveFile): StoredBlob {
  const { offset, stored } = entry
  const held = shared && { hold: async () => shared.hold({ start: offset, length: stored }, name) }
  return {
    key: name,
    bytes: stored,
    read: ({ start, length } = { start: 0, length: stored }) =>
      readRange(file, { start: offset + start, length }, { what: name, path }),
    readAt: within(windowed(file), offset, stored),
    ...held,
  }
}

async function readDocument(
  { name, entry }: Member,
  archive: ArchiveFile,
  allowed: number,
): Promise<Uint8Array> {
  const { offset, stored } = entry
  if (stored > allowed)
    return fail({ kind: 'limitExceeded', what: name, limit: 'document', allowed, found: stored })
  const bytes = await readFully(archive.file, offset, stored)
  return bytes.length === stored
    ? bytes
    : fail({ kind: 'truncated', what: name, got: bytes.length, expected: stored })
}
