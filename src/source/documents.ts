import { hash } from 'node:crypto'
import { type Digest, digestOfHex } from '../image/digest.ts'

/**
 * The documents of a source, by the names the source gives them: members of an archive, files of a directory. Names
 * are normalised: no leading `./`, no `..`.
 */
export interface Documents {
  /** The whole document, or `undefined` when there is none. Faults: `limitExceeded` for more than `limits.document`. */
  read(name: string): Promise<Uint8Array | undefined>
  /** Whether the source holds something of that name, document or layer. */
  has(name: string): Promise<boolean>
  /** All names, for the one layout whose documents name nothing (v1), and for saying what was found instead. */
  names(): Promise<readonly string[]>
}

/** sha256 of a document. */
export function documentDigest(bytes: Uint8Array): Digest {
  const digest = digestOfHex(hash('sha256', bytes, 'hex'))
  if (digest === undefined) throw new Error('sha256 is not 64 hex digits')
  return digest
}

/**
 * A member's name as documents write it: `./`, `//` and leading slashes dropped. `undefined` for a name that leaves
 * the source, which no document may make us read.
 */
export function memberName(name: string): string | undefined {
  const components: string[] = []
  for (const component of name.split('/')) {
    if (component === '' || component === '.') continue
    if (component !== '..') components.push(component)
    else if (components.pop() === undefined) return undefined
  }
  return components.length === 0 || name.includes('\0') ? undefined : components.join('/')
}

/** The name a link in `from` leads to. */
export function linkedName(from: string, target: string): string | undefined {
  if (target.startsWith('/')) return memberName(target)
  return memberName(`${from.slice(0, from.lastIndexOf('/') + 1)}${target}`)
}
