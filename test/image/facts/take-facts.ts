import { readFileSync } from 'node:fs'
import { fromText } from '../../../src/image/byte-string.ts'
import type { Fact } from '../../../src/image/facts/fact.ts'
import { FileFacts } from '../../../src/image/facts/file-facts.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'

export interface FileRecipe {
  /** Default `/file`. */
  readonly path?: string
  /** Default 0o644. */
  readonly mode?: number
  readonly content: string | Uint8Array
  /** Cuts the content into chunks of that many bytes; default: one chunk. */
  readonly cut?: number
}

/** The facts of one file. */
export function takeFacts({ path = '/file', mode = 0o644, content, cut }: FileRecipe): readonly Fact[] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const facts = new FileFacts({ path: parseTreePath(fromText(path)), mode, length: bytes.length })
  const step = cut ?? Math.max(1, bytes.length)
  for (let at = 0; at < bytes.length; at += step) {
    const chunk = Buffer.from(bytes.subarray(at, at + step))
    facts.push(chunk, at)
    chunk.fill(0xee) // whoever kept the chunk instead of its bytes is found out
  }
  return facts.finish()
}

/** The one fact of that kind. */
export function takeFact<Kind extends Fact['kind']>(
  kind: Kind,
  file: FileRecipe,
): Extract<Fact, { kind: Kind }> | undefined {
  return takeFacts(file).find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
}

/** A committed binary of `fixtures/elf`. */
export function binary(name: string): Uint8Array {
  return readFileSync(new URL(`../../../fixtures/elf/${name}`, import.meta.url))
}
