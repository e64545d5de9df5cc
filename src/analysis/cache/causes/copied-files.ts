import type { Difference } from '../../../tree/change.ts'
import type { Layer } from '../../../tree/layer.ts'
import type { Cause, FileChange } from '../cache-explanation.ts'
import { sourcesOf } from '../copy-operands.ts'
import { fileChanges } from '../file-changes.ts'
import type { RecordedStep } from '../recorded-step.ts'

/** Which files of a COPY or ADD were others; `null` when none was: then the builder had no reason to copy again. */
export function copiedFilesCause(now: RecordedStep, layers: readonly [old: Layer, now: Layer]): Cause | null {
  const files = fileChanges(...layers)
  if (files.length === 0) return null
  const differs = metadataOnly(files)
  return differs === null
    ? { kind: 'content', from: originOf(now), files }
    : { kind: 'metadata', differs, files }
}

/** What differs besides content; `null` as soon as one file's content, type or existence does. */
function metadataOnly(files: readonly FileChange[]): readonly Difference[] | null {
  const differs = new Set(files.flatMap(file => file.differs))
  const isMetadata = files.every(
    file => file.change === 'modified' && file.differs.every(difference => METADATA.has(difference)),
  )
  return isMetadata ? [...differs] : null
}

const METADATA: ReadonlySet<Difference> = new Set(['mode', 'owner', 'xattrs'])

/**
 * `--from` is not recorded. An absolute source is nearly always another stage's; the classic builder records no source
 * at all.
 */
function originOf({ text, builder }: RecordedStep): 'context' | 'stage' | 'unknown' {
  if (builder === 'classic') return 'unknown'
  const sources = sourcesOf(text)
  if (sources.length === 0) return 'unknown'
  return sources.every(source => source.startsWith('/')) ? 'stage' : 'context'
}
