import { stat } from 'node:fs/promises'
import { fail } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import type { BlobStore, OpenBlobs } from './blob-store.ts'
import { describeMembers } from './describe-members.ts'
import { directoryStore } from './directory-store.ts'
import { isMissing, throwFileFault } from './file-faults.ts'
import { directoryIdentity } from './file-identity.ts'
import { refuseMissing } from './missing-path.ts'
import type { ReadOptions, Source, SourcePart } from './source.ts'
import { type Asked, storeParts } from './store-parts.ts'

/** What the user said the directory is; whatever it is by its documents is read. */
export type DirectoryKind = 'ociLayout' | 'directory'

/**
 * A directory that is an OCI layout, Skopeo's `dir:`, or an archive somebody unpacked. Tools are lenient about the
 * `oci-layout` marker file, and so are we: the documents say what it is.
 */
export function directorySource(path: string, kind: DirectoryKind, asked: Asked): Source {
  return {
    info: { kind, label: asked.reference, notes: [] },
    parts: options => directoryParts(path, asked, options),
    openBlobs: async limits => directoryBlobs(path, limits),
  }
}

async function* directoryParts(
  path: string,
  asked: Asked,
  options: ReadOptions,
): AsyncGenerator<SourcePart, void, undefined> {
  const { reference } = asked
  const stats = await stat(path).catch(error =>
    isMissing(error) ? refuseMissing(path) : throwFileFault(error, path),
  )
  if (!stats.isDirectory())
    return fail({ kind: 'notAnImage', reference, found: 'a file', valid: VALID_DIRECTORIES })
  const identity = await directoryIdentity(path, Date.now())
  if (identity !== null)
    yield { kind: 'identity', identity: `directory ${identity} ${asked.tag ?? ''}`, tags: null }
  const store = directoryStore(path, options.limits)
  yield* storeParts(store, asked, options, () => refuse(store, reference))
}

function directoryBlobs(path: string, limits: Limits): OpenBlobs {
  return { find: directoryStore(path, limits).find, [Symbol.asyncDispose]: async () => undefined }
}

async function refuse(store: BlobStore, reference: string): Promise<never> {
  const found = describeMembers(await store.names(), 'a directory')
  return fail({ kind: 'notAnImage', reference, found, valid: VALID_DIRECTORIES })
}

const VALID_DIRECTORIES = 'an OCI layout (with index.json), or a directory written by skopeo copy … dir:'
