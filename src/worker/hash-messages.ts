/** A slot of the memory both threads share: the reader fills one, the hashing thread empties it. */
export const SLOT_BYTES = 1024 * 1024

/** Enough to keep both threads busy, little beside the trees. */
export const SLOTS = 8

/** What the hashing thread is sent. Streams are told apart by number. */
export type HashRequest =
  | { readonly kind: 'memory'; readonly slots: SharedArrayBuffer }
  | { readonly kind: 'chunk'; readonly stream: number; readonly slot: number; readonly bytes: number }
  | { readonly kind: 'digest'; readonly stream: number }

export type HashAnswer =
  | { readonly kind: 'taken'; readonly slot: number }
  | { readonly kind: 'digest'; readonly stream: number; readonly hex: string }
