/** The marks screens are drawn with. Both sets have the same widths, so no layout depends on which is used. */
export interface Glyphs {
  /** Whether nothing but ASCII may be drawn. */
  readonly ascii: boolean
  /** One column, or in ASCII three. */
  readonly ellipsis: string
  readonly frame: FrameGlyphs
  /** Heavier, so that the pane with the keys stands out without colour. */
  readonly frameFocused: FrameGlyphs
  readonly tree: TreeGlyphs
  readonly scrollThumb: string
  /** The edge of the selected row. */
  readonly cursor: string
  /** Before the layer that deleted or replaced a file. */
  readonly killed: string
  readonly ascending: string
  readonly descending: string
  /** From what wrote to what killed. */
  readonly arrow: string
  /** Between parts of a title, and before a directory with changes beneath it. */
  readonly separator: string
}

export interface FrameGlyphs {
  readonly horizontal: string
  readonly vertical: string
  readonly topLeft: string
  readonly topRight: string
  readonly bottomLeft: string
  readonly bottomRight: string
}

export interface TreeGlyphs {
  readonly expanded: string
  readonly collapsed: string
  readonly leaf: string
}

export const UNICODE_GLYPHS: Glyphs = {
  ascii: false,
  ellipsis: '…',
  frame: {
    horizontal: '─',
    vertical: '│',
    topLeft: '┌',
    topRight: '┐',
    bottomLeft: '└',
    bottomRight: '┘',
  },
  frameFocused: {
    horizontal: '━',
    vertical: '┃',
    topLeft: '┏',
    topRight: '┓',
    bottomLeft: '┗',
    bottomRight: '┛',
  },
  tree: { expanded: '▾ ', collapsed: '▸ ', leaf: '  ' },
  scrollThumb: '█',
  cursor: '▌',
  killed: '✗',
  ascending: '↑',
  descending: '↓',
  arrow: '→',
  separator: '·',
}

const ASCII_FRAME: FrameGlyphs = {
  horizontal: '-',
  vertical: '|',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
}

export const ASCII_GLYPHS: Glyphs = {
  ascii: true,
  ellipsis: '...',
  frame: ASCII_FRAME,
  frameFocused: { ...ASCII_FRAME, horizontal: '=' },
  tree: { expanded: 'v ', collapsed: '> ', leaf: '  ' },
  scrollThumb: '#',
  cursor: '>',
  killed: 'x',
  ascending: '^',
  descending: 'v',
  arrow: '>',
  separator: '-',
}
