/** The marks screens are drawn with. Both sets have the same widths, so no layout depends on which is used. */
export interface Glyphs {
  readonly ellipsis: string
  readonly frame: FrameGlyphs
  readonly tree: TreeGlyphs
  /** A bar's last cell, from one eighth to full; ASCII knows only full cells. */
  readonly barSteps: readonly string[]
  readonly scrollThumb: string
  readonly scrollTrack: string
  /** The edge of the selected row. */
  readonly cursor: string
  /** Before the layer that deleted or replaced a file. */
  readonly killed: string
  readonly marked: string
  readonly ascending: string
  readonly descending: string
  /** Between parts of a line of text. */
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
  readonly branch: string
  readonly lastBranch: string
  readonly trunk: string
  readonly space: string
}

export const UNICODE_GLYPHS: Glyphs = {
  ellipsis: '…',
  frame: {
    horizontal: '─',
    vertical: '│',
    topLeft: '┌',
    topRight: '┐',
    bottomLeft: '└',
    bottomRight: '┘',
  },
  tree: {
    expanded: '▾ ',
    collapsed: '▸ ',
    leaf: '  ',
    branch: '├─',
    lastBranch: '└─',
    trunk: '│ ',
    space: '  ',
  },
  barSteps: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  scrollThumb: '┃',
  scrollTrack: '│',
  cursor: '▌',
  killed: '✗',
  marked: '●',
  ascending: '↑',
  descending: '↓',
  separator: '·',
}

export const ASCII_GLYPHS: Glyphs = {
  ellipsis: '...',
  frame: {
    horizontal: '-',
    vertical: '|',
    topLeft: '+',
    topRight: '+',
    bottomLeft: '+',
    bottomRight: '+',
  },
  tree: {
    expanded: 'v ',
    collapsed: '> ',
    leaf: '  ',
    branch: '|-',
    lastBranch: '`-',
    trunk: '| ',
    space: '  ',
  },
  barSteps: ['#'],
  scrollThumb: '#',
  scrollTrack: '|',
  cursor: '>',
  killed: 'x',
  marked: '*',
  ascending: '^',
  descending: 'v',
  separator: '-',
}
