/** One image (or archive) the picker offers. */
export interface PickerItem {
  /** What opens it. */
  readonly reference: string
  readonly origin: 'engine' | 'demo' | 'archive'
  /** Bytes as its origin reports them; `null` when it does not. */
  readonly bytes: number | null
  /** RFC 3339. */
  readonly created: string | null
  /** What it is about, for the demo images. */
  readonly description: string | null
}

export type PickerList =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'listed'
      readonly items: readonly PickerItem[]
      /** Why a place offered nothing. */
      readonly problem: string | null
    }

export interface PickerView {
  readonly list: PickerList
  readonly filter: string
  /** Reference of the row under the cursor; `null`: the first. */
  readonly cursor: string | null
  readonly top: number
  /** References marked to be compared. */
  readonly marked: ReadonlySet<string>
}
