import type { CodeStyle } from '../../theme.ts'
import type { CodeNode } from './grammars.ts'

/** A stretch of a line, by character, that has a style of its own. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly style: CodeStyle
}

/** The styled stretches of each line of a parsed text. Only lengths are taken from it: what is shown is the line itself. */
export function spansByLine(nodes: readonly CodeNode[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]]
  let column = 0
  const add = (text: string, style: CodeStyle | undefined) => {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) {
        lines.push([])
        column = 0
      }
      if (style !== undefined && part !== '')
        lines.at(-1)?.push({ start: column, end: column + part.length, style })
      column += part.length
    }
  }
  const walk = (node: CodeNode, style: CodeStyle | undefined) => {
    if (node.type === 'text') add(node.value, style)
    else if (node.type === 'element')
      for (const child of node.children) walk(child, styleOf(node.properties['className']) ?? style)
  }
  for (const node of nodes) walk(node, undefined)
  return lines
}

function styleOf(classes: unknown): CodeStyle | undefined {
  const [first] = Array.isArray(classes) ? classes : []
  return typeof first === 'string' ? STYLES.get(first.replace(/^hljs-/, '')) : undefined
}

/** highlight.js' classes (its documentation, "Scope reference"); those that are missing stay plain. */
const CLASSES: readonly (readonly [style: CodeStyle, classes: string])[] = [
  ['codeComment', 'comment quote deletion doctag'],
  ['codeKeyword', 'keyword literal selector-tag tag operator meta'],
  ['codeString', 'string regexp symbol char link code addition template-tag'],
  ['codeNumber', 'number bullet'],
  ['codeTitle', 'title section name selector-class selector-id strong emphasis'],
  ['codeName', 'attr attribute property variable template-variable selector-attr params'],
  ['codeType', 'type built_in class'],
]

const STYLES: ReadonlyMap<string, CodeStyle> = new Map(
  CLASSES.flatMap(([style, classes]) => classes.split(' ').map(name => [name, style] as const)),
)
