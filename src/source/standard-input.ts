import { fail, STANDARD_INPUT } from '../errors.ts'
import { archiveParts } from './archive-stream.ts'
import { throwFileFault } from './file-faults.ts'
import type { Source } from './source.ts'

/** Where an archive may be piped in. */
export interface InputBytes extends AsyncIterable<Uint8Array> {
  /** Whether somebody sits in front of it, and no archive will come. */
  readonly isTTY?: boolean
}

/** An archive on standard input, plain or compressed, read once as it comes. */
export function standardInputSource(input: InputBytes): Source {
  const asked = { reference: STANDARD_INPUT, tag: null }
  return {
    info: { kind: 'standardInput', label: STANDARD_INPUT, notes: [] },
    async *parts(options) {
      if (input.isTTY === true) return refuseTerminal()
      try {
        yield* archiveParts(input, asked, options)
      } catch (error) {
        throwFileFault(error, STANDARD_INPUT)
      }
    },
  }
}

function refuseTerminal(): never {
  const message = 'Standard input is a terminal. Pipe an archive into it: docker save IMAGE | layerscope -'
  return fail({ kind: 'usage', message })
}
