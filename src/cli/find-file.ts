import { fail } from '../errors.ts'
import type { InodeType } from '../image/entry.ts'
import type { ImageTrees } from '../skim.ts'
import type { EntryPlace } from '../tree/overlay.ts'
import { changeOf, inodePlace, typeOf } from '../tree/tree-view.ts'
import { findPlace, type Place } from './find-place.ts'
import type { ImageAndPath } from './image-and-path.ts'
import type { OptionValues } from './option-values.ts'

/** A regular file somebody named, and the entry that holds its content. */
export interface FoundFile extends Place {
  readonly entry: EntryPlace
}

/** The regular file a typed path means, symlinks followed. Throws `missingPath`, and `usage` for what is none. */
export function findFile(analysis: ImageTrees, named: ImageAndPath, values: OptionValues): FoundFile {
  const { reference, path } = named
  const place = findPlace(analysis, reference, path, 'follow', values)
  refuseRemoved(place, named)
  const type = typeOf(place.view, place.node)
  const entry = inodePlace(place.view, place.node)
  if (type === 'file' && entry !== null) return { ...place, entry }
  if (type === 'directory')
    return usage(
      `"${path}" in ${reference} is a directory. To see what is in it: layerscope ls ${reference} ${path}`,
    )
  return usage(`"${path}" in ${reference} is ${TYPE_NAMES[type]}; there is no content to read in an image.`)
}

/** With `--only-layer`, a path that layer removed: what it was lies in another layer. */
export function refuseRemoved({ view, node }: Place, { reference, path }: ImageAndPath): void {
  if (view.scope === 'stacked' || changeOf(view, node) !== 'removed') return
  const before = inodePlace(view, node)?.layer
  const advice = before === undefined ? '' : ` What it was is in layer ${before}: --only-layer ${before}.`
  usage(`Layer ${view.layer} of ${reference} removes "${path}".${advice}`)
}

const TYPE_NAMES = {
  file: 'a file',
  directory: 'a directory',
  symlink: 'a symbolic link that leads nowhere',
  character: 'a character device',
  block: 'a block device',
  fifo: 'a named pipe',
} as const satisfies Record<InodeType, string>

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
