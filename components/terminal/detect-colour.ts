import type { Palette } from '../theme.ts'

export interface ColourCircumstances {
  /** `--color`. */
  readonly option: 'auto' | 'always' | 'never'
  readonly env: NodeJS.ProcessEnv
  /** Whether the output is a terminal. */
  readonly isTTY: boolean
}

/**
 * Whether to colour. The option wins, then `NO_COLOR` (no-color.org: any non-empty value), then `FORCE_COLOR`
 * (`0` and `false` mean no), then a terminal that is not `dumb`.
 */
export function detectColour({ option, env, isTTY }: ColourCircumstances): boolean {
  if (option !== 'auto') return option === 'always'
  if ((env['NO_COLOR'] ?? '') !== '') return false
  const force = env['FORCE_COLOR']
  if (force !== undefined) return force !== '0' && force !== 'false'
  return isTTY && env['TERM'] !== 'dumb'
}

/** The palette for `--theme`; `auto` believes `COLORFGBG` (`15;0` = light on dark) and else takes dark. */
export function choosePalette(option: 'auto' | Palette, env: NodeJS.ProcessEnv): Palette {
  if (option !== 'auto') return option
  const background = env['COLORFGBG']?.split(';').at(-1)
  return background === '7' || background === '15' ? 'light' : 'dark'
}

/** Whether the locale promises UTF-8; without it only ASCII is drawn. */
export function detectAscii(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  return locale !== '' && !/utf-?8/i.test(locale)
}
