import { open } from 'node:fs/promises'
import { isMissing, throwFileFault } from '../../source/file-faults.ts'
import { refuse } from './statement.ts'

/**
 * The text of a file with rules; `null` when there is none. Faults: `noPermission`, `unreadableFile`, and `usage` for
 * what is no text, or more of it than anybody writes.
 */
export async function readRulesFile(file: string): Promise<string | null> {
  const bytes = await readStart(file)
  if (bytes === null) return null
  const from = { kind: 'file', file, line: 1 } as const
  if (bytes.length > LARGEST)
    return refuse(
      from,
      `the file is larger than ${LARGEST.toLocaleString('en-US')} bytes, which rules never are.`,
    )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse(from, 'the file is not text in UTF-8.')
  }
}

/** A package.json may be long; one that is longer was not written by a person. */
const LARGEST = 1024 * 1024

async function readStart(file: string): Promise<Uint8Array | null> {
  try {
    await using handle = await open(file)
    const bytes = new Uint8Array(LARGEST + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = (await handle.read(bytes, length, bytes.length - length)).bytesRead
    return bytes.subarray(0, length)
  } catch (error) {
    return isMissing(error) ? null : throwFileFault(error, file)
  }
}
