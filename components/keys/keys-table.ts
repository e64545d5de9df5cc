import { KEYMAP } from '../keymap.ts'
import type { Binding, KeyContext } from './binding.ts'
import { keyNames } from './key-names.ts'

/** The contexts worth a table of their own; in the others the screen says all there is. */
const TITLES: readonly (readonly [KeyContext, string])[] = [
  ['explore', 'Explore'],
  ['compare', 'Compare, side by side'],
  ['table', 'Compare, in a table'],
  ['cache', 'Cache, of two builds'],
  ['waste', 'Waste'],
  ['contents', 'Contents'],
  ['viewer', 'Viewer'],
  ['doctor', 'Doctor'],
  ['picker', 'Picker'],
  ['everywhere', 'Everywhere'],
]

/** The keys as Markdown, for the README. */
export function keysTable(): string {
  return TITLES.map(([context, title]) => tableOf(title, KEYMAP[context])).join('\n\n')
}

/** A README with the table between its markers; as it was when it has none. */
export function withKeysTable(readme: string): string {
  return readme.replace(/(?<=<!-- keys -->\n).*?(?=<!-- \/keys -->)/s, () => `\n${keysTable()}\n\n`)
}

function tableOf(title: string, bindings: readonly Binding[]): string {
  const rows = bindings.map(({ keys, says }) => `| ${keysCell(keys)} | ${says.replaceAll('|', '\\|')} |`)
  return [`| ${title} | |`, '| --- | --- |', ...rows].join('\n')
}

function keysCell(keys: readonly string[]): string {
  return keys.map(key => `\`${keyNames([key], false)}\``).join(' ')
}
