import { HEX_BYTES } from '../../src/store/selectors/viewer/content-wanted.ts'
import type { ContentWindow, ViewerState } from '../../src/store/viewer-state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** ` 00000010  63 6f 6d …  |com…|`: sixteen bytes a row, by their place, as numbers and as characters. */
export function hexRows({ content, tops }: ViewerState, height: number): RowContent[] {
  const { window } = content
  if (window === null) return []
  const rows: RowContent[] = []
  for (let row = tops.hex; row < tops.hex + height; row++) {
    const bytes = bytesOfRow(window, row)
    if (bytes.length === 0) break
    rows.push(hexRow(row * HEX_BYTES, bytes))
  }
  return rows
}

function bytesOfRow({ start, bytes }: ContentWindow, row: number): Uint8Array {
  const first = row * HEX_BYTES - start
  return first < 0 ? NOTHING : bytes.subarray(first, first + HEX_BYTES)
}

const NOTHING = new Uint8Array(0)

function hexRow(offset: number, bytes: Uint8Array): RowContent {
  const numbers = [...bytes].map(byte => byte.toString(16).padStart(2, '0'))
  const halves = [numbers.slice(0, 8).join(' '), numbers.slice(8).join(' ')]
  return {
    segments: [
      label(` ${offset.toString(16).padStart(8, '0')}  `, 'dim'),
      label(halves.join('  ').padEnd(HEX_WIDTH)),
      label('  ', 'dim'),
      label([...bytes].map(visible).join(''), 'link'),
    ],
  }
}

const HEX_WIDTH = 3 * HEX_BYTES

function visible(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}
