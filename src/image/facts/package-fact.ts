import type { PackageFact } from './fact.ts'

/** Name and version of a `node_modules/NAME/package.json`; `undefined` when it does not say both. */
export function npmPackage(bytes: Uint8Array): PackageFact | undefined {
  const manifest = parseJson(utf8.decode(bytes))
  if (typeof manifest !== 'object' || manifest === null) return undefined
  if (!('name' in manifest) || !('version' in manifest)) return undefined
  const { name, version } = manifest
  return typeof name === 'string' && typeof version === 'string'
    ? packageFact('npm', name, version)
    : undefined
}

/** Name and version of a Python distribution, from the mail-like header of METADATA or PKG-INFO (PEP 566). */
export function pythonPackage(bytes: Uint8Array): PackageFact | undefined {
  const [header = ''] = utf8.decode(bytes).split(/\r?\n\r?\n/, 1)
  const name = /^Name:[ \t]*(\S+)/m.exec(header)?.[1]
  const version = /^Version:[ \t]*(\S+)/m.exec(header)?.[1]
  return name !== undefined && version !== undefined ? packageFact('python', name, version) : undefined
}

/** Longer names are nobody's: npm allows 214 characters. */
const LONGEST_WORD = 512
const utf8 = new TextDecoder()

function packageFact(
  ecosystem: PackageFact['ecosystem'],
  name: string,
  version: string,
): PackageFact | undefined {
  if (name.length > LONGEST_WORD || version.length > LONGEST_WORD) return undefined
  return { kind: 'package', ecosystem, name, version }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a template or a test's broken manifest: no package
  }
}
