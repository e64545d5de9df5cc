import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countLines } from '../../../src/cli/screen/count-lines.ts'
import { findLine } from '../../../src/cli/screen/find-line.ts'
import { byteString, toText } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { blockOfLine } from '../../../src/store/selectors/viewer/content-wanted.ts'
import { windowLines } from '../../../src/store/selectors/viewer/window-lines.ts'
import { createLayerscopeStore } from '../../../src/store/store.ts'
import {
  BLOCK_BYTES,
  INITIAL_VIEWER,
  type LineCount,
  NO_CONTENT,
  type TextSearch,
  WINDOW_BYTES,
} from '../../../src/store/viewer-state.ts'
import { inChunks } from '../../stream/chunks.ts'

const FILE = { image: 'x', path: parseTreePath(byteString('/x')), layer: 0 }

/** Lines around the length of a block, where counting could go wrong. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '',
        'short',
        'x'.repeat(BLOCK_BYTES - 1),
        'y'.repeat(BLOCK_BYTES),
        'z'.repeat(BLOCK_BYTES + 1),
      ),
      fc.integer({ min: 0, max: 2000 }).map(length => 'l'.repeat(length)),
    ),
    { maxLength: 12 },
  )
  .map(lines => lines.join('\n'))

test('every line of a file is found by its number, whatever lies where', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 100_000 }), async (text, chunk) => {
      const bytes = Buffer.from(text)
      const lines = await counted(bytes, chunk)
      const expected = linesOf(text)
      expect(lines.total).toBe(expected.length)
      expect(expected.map((_, number) => lineAt(bytes, lines, number))).toEqual(
        expected.map(line => line.slice(0, 50)),
      )
    }),
    { numRuns: 60 },
  )
})

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

async function counted(bytes: Uint8Array, chunk: number): Promise<LineCount> {
  const store = createLayerscopeStore({ columns: 80, rows: 24 })
  store.setState({ ...store.getState(), viewer: { ...INITIAL_VIEWER, file: FILE } })
  const { signal } = new AbortController()
  await countLines(inChunks(bytes, chunk), { store, file: FILE, length: bytes.length, signal })
  return store.getState().viewer.content.lines
}

/** What the viewer shows of one line: from the window it asks for. */
function lineAt(bytes: Uint8Array, lines: LineCount, number: number): string | undefined {
  const start = Math.max(0, blockOfLine(lines, number) * BLOCK_BYTES - 1)
  const window = { start, bytes: bytes.subarray(start, start + WINDOW_BYTES) }
  const [line] = windowLines({ ...NO_CONTENT, window, lines }, number, 1, 50)
  return line === undefined ? undefined : toText(line.text)
}

describe('a search', () => {
  const TEXT = Buffer.from('alpha\nBeta\ngamma beta\n\nünder [x]\nbeta')
  const find = (text: string, from: number, direction: TextSearch['direction']) =>
    findLine(inChunks(TEXT, 7), { text, from, direction })

  test.each([
    ['beta', 0, 'here', 1],
    ['beta', 1, 'here', 1],
    ['beta', 1, 'next', 2],
    ['beta', 5, 'next', 1],
    ['beta', 2, 'previous', 1],
    ['beta', 1, 'previous', 5],
    ['alpha', 0, 'next', 0],
    ['alpha', 0, 'previous', 0],
    ['Beta', 2, 'next', 1],
    ['BETA', 0, 'here', null],
    ['Ünder', 0, 'here', null],
    ['ünder [x]', 0, 'here', 4],
    ['.', 0, 'here', null],
    ['a\\x', 0, 'here', null],
  ] as const)('for %j from line %i, %s, ends at %j', async (text, from, direction, line) => {
    expect(await find(text, from, direction)).toBe(line)
  })
})
