/** A package a database calls installed. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  readonly architecture: string | null
}

/** `undefined` for what no package manager would write: it would only be noise on a screen. */
export function installedPackage(
  name: string | undefined,
  version: string | undefined,
  architecture: string | undefined,
): InstalledPackage | undefined {
  if (!isWord(name) || !isWord(version)) return undefined
  return { name, version, architecture: isWord(architecture) ? architecture : null }
}

function isWord(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text.length <= LONGEST_WORD
}

/** Names of packages in real databases have up to some 80 characters. */
const LONGEST_WORD = 512
