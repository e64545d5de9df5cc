declare const checked: unique symbol

/** `sha256:` and 64 lower-case hex digits. Names a blob (digest) or an uncompressed layer (diffId). */
export type Digest = string & { readonly [checked]: 'Digest' }

/** The digest a text spells, or `undefined`. Only sha256 exists in practice, and only it is accepted. */
export function parseDigest(text: string): Digest | undefined {
  return /^sha256:[0-9a-f]{64}$/.test(text) ? brand(text) : undefined
}

/** The digest whose 32 bytes are given as hex. */
export function digestOfHex(hex: string): Digest | undefined {
  return parseDigest(`sha256:${hex}`)
}

/** The hex digits alone. */
export function digestHex(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

/** Enough of a digest to recognise it: `sha256:1f2e3d4c5b6a`. */
export function shortDigest(digest: Digest): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

function brand(text: string): Digest {
  return text as Digest
}
