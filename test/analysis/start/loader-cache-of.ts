import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'

type Format = 'old' | 'new' | 'both'

/** `/etc/ld.so.cache` with these libraries by name, as ldconfig of a little-endian machine writes it. */
export function cacheOf(libraries: Readonly<Record<string, string>>, format: Format = 'new'): EntryRecipe {
  return { name: 'etc/ld.so.cache', content: cacheBytes(libraries, format) }
}

export function cacheBytes(libraries: Readonly<Record<string, string>>, format: Format): Uint8Array {
  if (format === 'old') return oldTable(libraries)
  if (format === 'new') return newTable(libraries)
  const old = oldTable(libraries)
  return Buffer.concat([old, new Uint8Array((8 - (old.length % 8)) % 8), newTable(libraries)])
}

function oldTable(libraries: Readonly<Record<string, string>>): Uint8Array {
  const { text, places } = strings(libraries, 0)
  const rows = places.flatMap(([name, path]) => [0x303, name, path])
  const magic = Buffer.from('ld.so-1.7.0\0', 'latin1')
  return Buffer.concat([magic, words([places.length, ...rows]), text])
}

function newTable(libraries: Readonly<Record<string, string>>): Uint8Array {
  const count = Object.keys(libraries).length
  const { text, places } = strings(libraries, 48 + 24 * count)
  const rows = places.flatMap(([name, path]) => [0x303, name, path, 0, 0, 0])
  const header = words([count, text.length, 2, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from('glibc-ld.so.cache1.1', 'latin1'), header, words(rows), text])
}

function strings(libraries: Readonly<Record<string, string>>, from: number) {
  let text = ''
  const place = (word: string) => {
    const at = from + text.length
    text += `${word}\0`
    return at
  }
  const places = Object.entries(libraries).map(([name, path]) => [place(name), place(path)] as const)
  return { text: Buffer.from(text, 'latin1'), places }
}

function words(numbers: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, at * 4)
  return bytes
}
