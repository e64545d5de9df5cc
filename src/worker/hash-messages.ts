/** What the hashing thread is sent. Streams are told apart by number; chunks are shared memory, never written again. */
export type HashRequest =
  | { readonly kind: 'chunk'; readonly stream: number; readonly chunk: Uint8Array }
  | { readonly kind: 'digest'; readonly stream: number }

export type HashAnswer =
  | { readonly kind: 'taken'; readonly stream: number; readonly bytes: number }
  | { readonly kind: 'digest'; readonly stream: number; readonly hex: string }
