import { fromBytes } from '../byte-string.ts'
import type { FileInfo } from './collector.ts'
import type { ScriptFact } from './fact.ts'

/**
 * How a script begins. The kernel looks at no more than 256 bytes of a `#!` line (BINPRM_BUF_SIZE). A BOM before the
 * `#!` hides it from the kernel, and executable text without any is refused by it: doctor tells both.
 */
export function scriptFact(file: FileInfo, head: Uint8Array): ScriptFact | undefined {
  if (startsWith(head, SHEBANG) || startsWith(head, BOM_AND_SHEBANG)) return script(head, SHEBANG_WINDOW)
  if ((file.mode & ANY_EXECUTE) !== 0 && isText(head)) return script(head, PLAIN_WINDOW)
  return undefined
}

const SHEBANG = [0x23, 0x21]
const BOM_AND_SHEBANG = [0xef, 0xbb, 0xbf, ...SHEBANG]
const SHEBANG_WINDOW = 256
/** Small: where every file is 0755 (contexts sent from Windows) there may be very many of these. */
const PLAIN_WINDOW = 32
const ANY_EXECUTE = 0o111

function script(head: Uint8Array, window: number): ScriptFact {
  return { kind: 'script', head: fromBytes(head.subarray(0, window)) }
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte)
}

/** As the kernel's own test for text, wide enough for every encoding in use: no control characters in the first line's worth. */
function isText(head: Uint8Array): boolean {
  return head
    .subarray(0, PLAIN_WINDOW)
    .every(byte => byte >= 0x20 || (byte >= 0x07 && byte <= 0x0d) || byte === 0x1b)
}
