import { useEffect, useReducer } from 'react'
import type { ViewerState } from '../../../src/store/viewer-state.ts'
import { nextBlock, parseBlock } from './highlighter.ts'

/**
 * Has the lines on screen, and those around them, parsed for their colours: a block at a time, after a frame was drawn,
 * so that keys come in between. Returns a number that changes when there is more to draw.
 */
export function useHighlighting({ content, tops }: ViewerState, rows: number): number {
  const [version, drawAgain] = useReducer((count: number) => count + 1, 0)
  const { window, lines, isText, language } = content
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the content only the window and its lines count
  useEffect(() => {
    const block = isText === true ? nextBlock(content, tops.text, rows) : undefined
    if (language === null || block === undefined) return
    const timer = setTimeout(() => parseBlock(content, language, block).then(drawAgain))
    return () => clearTimeout(timer)
  }, [window, lines.total, isText, language, tops.text, rows, version])
  return version
}
