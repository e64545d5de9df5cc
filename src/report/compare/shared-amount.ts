import type { ImageTable } from '../../analysis/compare/image-table.ts'
import type { LayerSharing } from '../../analysis/compare/layer-sharing.ts'
import { amountCell } from '../amount.ts'

/** In what the layers two images share are counted. */
export type SharedMeasure = 'unpacked' | 'transfer'

/** One cell of a sharing matrix. */
export type SharedAmount =
  /** On the diagonal: all of one image; `null` = unknown. */
  | { readonly kind: 'own'; readonly bytes: number | null }
  /** No layer of one is in the other. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'shared'; readonly bytes: number | null }
  /** The same layers, none of them in the same blob: each is fetched again. */
  | { readonly kind: 'recompressed' }

/** What the images of two rows share; in transfer, by the digest of the blob. */
export function sharedAmount(
  table: ImageTable,
  one: number,
  other: number,
  measure: SharedMeasure,
): SharedAmount {
  if (one === other) {
    const analysis = table.rows[one]?.analysis
    const own = measure === 'unpacked' ? analysis?.unpackedBytes : analysis?.transferBytes
    return { kind: 'own', bytes: own ?? null }
  }
  const pair = sharingOf(table, Math.min(one, other), Math.max(one, other))
  if (pair === undefined) return { kind: 'nothing' }
  const { layers, bytes, transferBytes } = pair
  if (layers === 0 && (measure === 'unpacked' || transferBytes === 0)) return { kind: 'nothing' }
  if (measure === 'unpacked') return { kind: 'shared', bytes }
  return transferBytes === 0 ? { kind: 'recompressed' } : { kind: 'shared', bytes: transferBytes }
}

/** The cell in words; what stands on the diagonal depends on where the matrix is shown. */
export function sharedText(amount: Exclude<SharedAmount, { kind: 'own' }>): string {
  switch (amount.kind) {
    case 'nothing':
      return '-'
    case 'recompressed':
      return 'recompressed'
    case 'shared':
      return amountCell(amount.bytes)
    default:
      return amount satisfies never
  }
}

/** Pairs stand in the order (0, 1), (0, 2), …, (1, 2), … */
function sharingOf({ rows, pairs }: ImageTable, a: number, b: number): LayerSharing | undefined {
  return pairs[a * rows.length - (a * (a + 1)) / 2 + b - a - 1]
}

/** Whether anything is known of what images share in transfer. */
export function isTransferKnown({ pairs }: ImageTable): boolean {
  return pairs.some(({ layers, transferBytes }) => transferBytes !== null && layers > 0)
}

/** Whether what some images share in transfer is not known. */
export function isTransferInDoubt({ pairs }: ImageTable): boolean {
  return pairs.some(({ transferBytes }) => transferBytes === null)
}

/** Why what is fetched is not known. */
export const NO_BLOBS = 'a source holds layers uncompressed, not the blobs that are pulled'
