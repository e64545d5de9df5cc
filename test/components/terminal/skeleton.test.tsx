import { describe, expect, test } from 'vitest'
import { skeletonFrame } from '../../../components/terminal/skeleton.ts'
import { createTheme } from '../../../components/theme.ts'
import { openImage } from '../../../src/store/actions/open-image.ts'
import { createLayerscopeStore } from '../../../src/store/store.ts'
import { openApp } from '../../screens/open-app.tsx'

const THEME = createTheme({ palette: 'dark', colour: true, ascii: false })
const PLAIN = createTheme({ palette: 'mono', colour: false, ascii: false })

const SIZES = [
  { columns: 40, rows: 10 },
  { columns: 60, rows: 40 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
]

describe.each(SIZES)('at $columns×$rows', size => {
  test('of one image it is the frame Ink draws first: taking over moves nothing', async () => {
    for (const reference of ['api-service:naive', '-', `registry.example/${'deep/'.repeat(40)}name:tag`]) {
      const app = await openApp(openImage(createLayerscopeStore(size).getState(), reference), THEME)
      const sent = app.sent().length
      app.terminal.paint(skeletonFrame([reference], size, THEME))
      expect(app.sent().slice(sent)).toBe('')
    }
  })
})

test('where there is no room it is empty, as what comes after says so itself', () => {
  expect(skeletonFrame(['a'], { columns: 39, rows: 24 }, THEME)).toEqual([])
  expect(skeletonFrame(['a'], { columns: 80, rows: 9 }, THEME)).toEqual([])
})

test('without a reference it is the picker before its list is there', () => {
  expect(drawn([], { columns: 40, rows: 10 })).toEqual([
    ' layerscope',
    ' Find:',
    '┏ Images ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓',
    ...Array.from({ length: 5 }, () => `┃${' '.repeat(38)}┃`),
    '┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛',
    '',
  ])
})

// biome-ignore format: one case per line
test.each([
  [['a:1', 'b:2'],              ' a:1 → b:2'],
  [['a:1', 'b:2', 'c:3'],       ' 3 images'],
  [['-'],                       ' standard input'],
  [['x\x1b]0;gone\x07\nname'],  ' x\\x1b]0;gone\\x07\\nname'],
])('of %j the header is %s', (references, header) => {
  expect(drawn(references, { columns: 60, rows: 12 })[0]).toBe(header)
})

test('colours and lines are those of the theme', () => {
  const ascii = createTheme({ palette: 'mono', colour: false, ascii: true })
  expect(skeletonFrame(['a', 'b'], { columns: 80, rows: 24 }, ascii).join('')).not.toMatch(/[^\x1b -~]/)
  expect(skeletonFrame(['a'], { columns: 80, rows: 24 }, PLAIN).join('')).not.toMatch(/\x1b\[(?:3|4|9)\d/)
})

function drawn(references: readonly string[], size: { columns: number; rows: number }): string[] {
  return skeletonFrame(references, size, PLAIN).map(row => row.replace(/\x1b\[[\d;]*m/g, '').trimEnd())
}
