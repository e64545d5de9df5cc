import { byteString } from '../../image/byte-string.ts'
import { TAR_END, tarHeader, tarPadding } from '../../tar/write-header.ts'
import type { EntryPlace } from '../../tree/overlay.ts'
import type { ExtractItem } from './items.ts'

/** Opens the content of a regular file. */
export type ReadContent = (place: EntryPlace) => AsyncIterable<Uint8Array>

/** The items as a tar: everything is kept, devices, owners and extended attributes too. Holes are written as zeros. */
export async function* tarOfItems(
  items: Iterable<ExtractItem>,
  read: ReadContent,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const item of items) {
    if (item.name === '') continue
    const { state, place, linkTo } = item
    const content = linkTo === null ? place : null
    const length = content === null ? 0 : state.length
    yield tarHeader({
      ...state,
      name: state.type === 'directory' ? byteString(`${item.name}/`) : item.name,
      type: linkTo === null ? state.type : 'hardLink',
      linkName: linkTo ?? state.linkTarget,
      length,
    })
    if (content !== null) yield* read(content)
    yield tarPadding(length)
  }
  yield TAR_END
}
