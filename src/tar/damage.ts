import { fail } from '../errors.ts'

/** Where in which tar something was found, for messages. */
export interface Place {
  /** What is being read: `layer 3`. */
  readonly what: string
  /** Byte of the uncompressed tar. */
  readonly at: number
}

/** The fault `corrupted`, with the place in its sentence. */
export function corrupted({ what, at }: Place, detail: string): never {
  return fail({
    kind: 'corrupted',
    what,
    detail: `at byte ${at.toLocaleString('en-US')} of the tar, ${detail}`,
  })
}
