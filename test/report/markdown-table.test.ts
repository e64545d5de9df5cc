import { expect, test } from 'vitest'
import { fromText } from '../../src/image/byte-string.ts'
import { displayName, displayText } from '../../src/report/display-name.ts'
import { longMarkdownTable, markdownTable } from '../../src/report/markdown-table.ts'
import { folded, type Markdown, markdownCode, markdownText } from '../../src/report/markdown-text.ts'

function cell(text: Markdown): string | undefined {
  return markdownTable([{ title: 'T', align: 'left' }], [[text]]).split('\n')[2]
}

test('titles, alignment and a row', () => {
  const columns = [
    { title: 'Layer', align: 'right' },
    { title: 'Path', align: 'left' },
  ] as const
  expect(markdownTable(columns, [[markdownText('3'), markdownCode(displayName(fromText('/etc')))]])).toBe(
    '| Layer | Path |\n| ---: | --- |\n| 3 | `/etc` |\n',
  )
})

// biome-ignore format: a table
test.each([
  ['a pipe',            'a|b',             '| a\\|b |'],
  ['emphasis',          '*x* _y_ ~z~',     '| \\*x\\* \\_y\\_ \\~z\\~ |'],
  ['code and HTML',     '`z` <b> &lt;',    '| \\`z\\` \\<b\\> \\&lt; |'],
  ['a link',            '[x](y)',          '| \\[x\\](y) |'],
  ['escapes, newlines', '\u001b[31m\n',    '| \\\\x1b\\[31m\\\\n |'],
])('%s in a text ends no cell and begins no markup', (_what, text, expected) => {
  expect(cell(markdownText(text))).toBe(expected)
})

// biome-ignore format: a table
test.each([
  ['a path',             '/node_modules/@types', '| `/node_modules/@types` |'],
  ['stars and HTML',     'rm *.o <b>',           '| `rm *.o <b>` |'],
  ['a backslash',        'C:\\dir',              '| `C:\\dir` |'],
  ['a pipe',             'curl x | sh',          '| <code>curl x &#124; sh</code> |'],
  ['a backtick and @me', '`@me` *',              '| <code>&#96;&#64;me&#96; &#42;</code> |'],
  ['nothing',            '',                     '|  |'],
])('%s as code is that text and nothing else', (_what, text, expected) => {
  expect(cell(markdownCode(displayText(text)))).toBe(expected)
})

test('a summary is HTML, so what it says is no markup', () => {
  expect(folded('3 <b> & *more*', 'body\n')).toBe(
    '<details><summary>3 &#60;b&#62; &#38; &#42;more&#42;</summary>\n\nbody\n\n</details>\n',
  )
})

test('a long table shows a screen, folds what fits a comment and counts the rest', () => {
  const numbers = Array.from({ length: 1300 }, (_, at) => at)
  const table = longMarkdownTable([{ title: 'N', align: 'right' }], numbers, n => [markdownText(String(n))])
  const [shown = '', rest = ''] = table.split('<details>')
  expect(shown.match(/^\| \d/gm)).toHaveLength(15)
  expect(rest).toMatch(/^<summary>185 more<\/summary>/)
  expect(rest.match(/^\| \d/gm)).toHaveLength(185)
  expect(rest).toMatch(/… and 1,100 more, left out here\n$/)
})

test('a short table is nothing but itself', () => {
  const table = longMarkdownTable([{ title: 'N', align: 'right' }], [1], n => [markdownText(String(n))])
  expect(table).toBe('| N |\n| ---: |\n| 1 |\n')
})
