import { describe, expect, test } from 'vitest'
import { spansByLine } from '../../../../components/viewer/highlight/code-spans.ts'
import { type CodeNode, parseCode } from '../../../../components/viewer/highlight/grammars.ts'
import { nextBlock, parseBlock, spansOfLine } from '../../../../components/viewer/highlight/highlighter.ts'
import { type FileContent, NO_CONTENT } from '../../../../src/store/viewer-state.ts'
import { bytesOf } from '../../../stream/chunks.ts'

function contentOf(text: string, start = 0, linesBefore = 0): FileContent {
  const total = linesBefore + text.split('\n').length
  const before = start === 0 ? [0] : [0, linesBefore]
  return {
    ...NO_CONTENT,
    window: { start, bytes: bytesOf(text) },
    isText: true,
    lines: { before, total, complete: true },
  }
}

test('a text is cut into styled stretches, line by line', () => {
  expect(spansByLine(parseCode('dockerfile', 'FROM alpine\n# a\n\nRUN x "y"'))).toEqual([
    [{ start: 0, end: 4, style: 'codeKeyword' }],
    [{ start: 0, end: 3, style: 'codeComment' }],
    [],
    [
      { start: 0, end: 3, style: 'codeKeyword' },
      { start: 6, end: 9, style: 'codeString' },
    ],
  ])
})

test('what lies inside another piece and has no style of its own has that one’s', () => {
  const node = (className: string, children: CodeNode[]): CodeNode => ({
    type: 'element',
    tagName: 'span',
    properties: { className: [className] },
    children: children.filter(each => each.type === 'text' || each.type === 'element'),
  })
  const text: CodeNode = { type: 'text', value: 'ab' }
  expect(spansByLine([node('hljs-string', [text, node('hljs-subst', [text])])])).toEqual([
    [
      { start: 0, end: 2, style: 'codeString' },
      { start: 2, end: 4, style: 'codeString' },
    ],
  ])
})

describe('of a long text', () => {
  const LONG = contentOf(Array.from({ length: 400 }, (_, line) => `var a${line} = 1 // x`).join('\n'))

  test('what is on screen is parsed first, then what follows, then what was before; the rest never', async () => {
    const order: number[] = []
    for (let block = nextBlock(LONG, 120, 20); block !== undefined; block = nextBlock(LONG, 120, 20)) {
      order.push(block)
      await parseBlock(LONG, 'javascript', block)
    }
    expect(order).toEqual([2, 3, 1])
    expect(spansOfLine(LONG, 120)?.map(({ style }) => style)).toContain('codeKeyword')
    expect(spansOfLine(LONG, 20)).toBeUndefined()
  })

  test('a comment that began above is known', async () => {
    const content = contentOf(`${'x\n'.repeat(45)}/*\n${'inside\n'.repeat(20)}*/`)
    await parseBlock(content, 'javascript', 1)
    expect(spansOfLine(content, 52)).toEqual([{ start: 0, end: 6, style: 'codeComment' }])
  })

  test('a window in the middle of a file is numbered as the file is', async () => {
    const content = contentOf(`cut\n${'var a = 1\n'.repeat(10)}`, 64 * 1024 - 1, 70)
    await parseBlock(content, 'javascript', 1)
    expect(spansOfLine(content, 70)?.[0]).toEqual({ start: 0, end: 3, style: 'codeKeyword' })
    expect(nextBlock(content, 70, 5)).toBeUndefined()
  })

  test('of a line nobody wrote by hand only the beginning is parsed', async () => {
    const content = contentOf(`${'"a",'.repeat(5000)}`)
    await parseBlock(content, 'json', 0)
    expect(Math.max(...(spansOfLine(content, 0) ?? []).map(({ end }) => end))).toBeLessThanOrEqual(1000)
  })
})
