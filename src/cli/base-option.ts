import type { BaseChoice } from '../analysis/base/base-image.ts'
import { fail } from '../errors.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { Call } from './command.ts'
import { openSource } from './open-source.ts'
import { readOptions } from './read-options.ts'

/** What `--base` says; for an image its layers are asked for, without reading them. */
export async function findBase(call: Call): Promise<BaseChoice | null> {
  const { base } = call.options
  if (base === null || base.kind === 'count') return base
  const documents = await readDocuments(base.reference, call)
  const diffIds = documents.layers.map(layer => layer.diffId)
  const known = diffIds.filter(diffId => diffId !== null)
  if (known.length < diffIds.length)
    fail({
      kind: 'usage',
      message: `--base: ${base.reference} does not say which layers it has; give their number.`,
    })
  return { kind: 'image', reference: base.reference, diffIds: known }
}

/** The first documents that name layers; the source is left there. */
async function readDocuments(reference: string, call: Call): Promise<ImageDocuments> {
  const source = await openSource(reference, call)
  for await (const part of source.parts(readOptions(call))) {
    if (part.kind === 'documents' && part.documents.layers.length > 0) return part.documents
  }
  return fail({
    kind: 'notAnImage',
    reference,
    found: 'nothing that names layers',
    valid: 'an image whose layers are the lowest of the one to look at',
  })
}
