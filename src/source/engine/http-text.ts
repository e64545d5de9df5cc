import type { HttpAnswer } from './http-get.ts'

/** Longest answer that is looked at as text; what engines say of themselves and of errors is 1 kB. */
const TEXT_LIMIT = 256 * 1024

/** The body of a short answer, or its beginning. */
export async function readHttpText({ body }: HttpAnswer): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    parts.push(part)
    bytes += part.length
    if (bytes > TEXT_LIMIT) break
  }
  return Buffer.concat(parts).toString()
}
