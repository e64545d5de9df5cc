import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from './text/glyphs.ts'

/** What a piece of text means on the screen; how that looks is the theme's business. */
export type StyleName =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'title'
  | 'heading'
  | 'key'
  | 'frame'
  | 'frameFocused'
  | 'selected'
  | 'selectedUnfocused'
  | 'match'
  | 'directory'
  | 'link'
  | 'executable'
  | 'special'
  | 'bar'
  | 'added'
  | 'modified'
  | 'removed'
  | 'wasted'
  | 'base'
  | 'good'
  | 'warning'
  | 'error'
  | 'input'
  | CodeStyle

/** What a piece of a program's text is. */
export type CodeStyle =
  | 'codeComment'
  | 'codeKeyword'
  | 'codeString'
  | 'codeNumber'
  | 'codeTitle'
  | 'codeName'
  | 'codeType'

/** The escape codes around a piece of text. */
export interface Style {
  readonly open: string
  readonly close: string
  /** Whether the colours of segments inside are dropped: on the selected row they would not be readable. */
  readonly flat: boolean
}

export type Palette = 'dark' | 'light' | 'mono'

/** Everything needed to turn segments into a row. */
export interface Theme {
  readonly styles: Readonly<Record<StyleName, Style>>
  readonly glyphs: Glyphs
}

/** The theme for what a person asked for: `--theme`, `--color` and `--ascii`. */
export function createTheme(options: { palette: Palette; colour: boolean; ascii: boolean }): Theme {
  return {
    styles: options.colour ? PALETTES[options.palette] : MONO,
    glyphs: options.ascii ? ASCII_GLYPHS : UNICODE_GLYPHS,
  }
}

/** A style is closed by its own codes, never by `0`: what stands around it stays as it was. */
function sgr(...attributes: readonly (keyof typeof CODES)[]): Style {
  const codes = attributes.map(attribute => CODES[attribute])
  return {
    open: codes.map(([open]) => `\x1b[${open}m`).join(''),
    close: [...new Set(codes.map(([, close]) => `\x1b[${close}m`))].reverse().join(''),
    flat: false,
  }
}

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  grey: [90, 39],
  onBlue: [44, 49],
} as const

type Styles = Theme['styles']

/** Meaning without colour: weight, brightness, underline and inversion only. */
const MONO: Styles = {
  plain: sgr(),
  dim: sgr('dim'),
  strong: sgr('bold'),
  title: sgr('bold'),
  heading: sgr('underline'),
  key: sgr('bold'),
  frame: sgr('dim'),
  frameFocused: sgr('bold'),
  selected: { ...sgr('inverse'), flat: true },
  selectedUnfocused: { ...sgr('underline'), flat: true },
  match: sgr('bold', 'underline'),
  directory: sgr('bold'),
  link: sgr(),
  executable: sgr(),
  special: sgr(),
  bar: sgr(),
  added: sgr('bold'),
  modified: sgr(),
  removed: sgr('dim'),
  wasted: sgr('bold'),
  base: sgr('dim'),
  good: sgr('bold'),
  warning: sgr('bold'),
  error: sgr('bold', 'inverse'),
  input: sgr('underline'),
  codeComment: sgr('dim'),
  codeKeyword: sgr('bold'),
  codeString: sgr(),
  codeNumber: sgr(),
  codeTitle: sgr('bold'),
  codeName: sgr(),
  codeType: sgr(),
}

/** The terminal's own sixteen colours: its owner chose them to be readable on its background. */
const DARK: Styles = {
  ...MONO,
  heading: sgr('bold', 'cyan'),
  key: sgr('bold', 'cyan'),
  frame: sgr('grey'),
  frameFocused: sgr('bold', 'green'),
  selected: { ...sgr('bold', 'white', 'onBlue'), flat: true },
  selectedUnfocused: { ...sgr('dim', 'inverse'), flat: true },
  match: sgr('bold', 'underline', 'yellow'),
  directory: sgr('bold', 'blue'),
  link: sgr('cyan'),
  executable: sgr('green'),
  special: sgr('yellow'),
  bar: sgr('blue'),
  added: sgr('green'),
  modified: sgr('yellow'),
  removed: sgr('red'),
  wasted: sgr('red'),
  base: sgr('grey'),
  good: sgr('bold', 'green'),
  warning: sgr('bold', 'yellow'),
  error: sgr('bold', 'red'),
  codeComment: sgr('grey'),
  codeKeyword: sgr('magenta'),
  codeString: sgr('green'),
  codeNumber: sgr('yellow'),
  codeTitle: sgr('blue'),
  codeName: sgr('cyan'),
  codeType: sgr('yellow'),
}

/** Yellow and bright grey vanish on white. */
const LIGHT: Styles = {
  ...DARK,
  frame: sgr('dim'),
  match: sgr('bold', 'underline', 'magenta'),
  special: sgr('magenta'),
  modified: sgr('magenta'),
  base: sgr('dim'),
  warning: sgr('bold', 'magenta'),
  codeComment: sgr('dim'),
  codeNumber: sgr('red'),
  codeType: sgr('red'),
}

const PALETTES: Readonly<Record<Palette, Styles>> = {
  dark: DARK,
  light: LIGHT,
  mono: MONO,
}
