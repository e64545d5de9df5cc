import { createTheme, type Palette, type Theme } from '../theme.ts'
import { choosePalette, detectAscii, detectColour } from './detect-colour.ts'
import { openTty } from './open-tty.ts'
import { skeletonFrame } from './skeleton.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** What is to be opened on the screen, and how it is drawn. */
export interface FirstFrameOptions {
  /** None for the picker. */
  readonly references: readonly string[]
  readonly theme: 'auto' | Palette
  readonly color: 'auto' | 'always' | 'never'
  readonly ascii: boolean
  readonly mouse: boolean
}

/** The terminal taken over, with its first frame on it, and how everything else is drawn. */
export interface TakenTerminal {
  readonly terminal: Terminal
  readonly theme: Theme
}

/**
 * Takes the terminal over and shows the frame of a screen, which needs neither Ink nor React. `undefined` when there
 * is no terminal that keys could come from.
 */
export function showFirstFrame(
  options: FirstFrameOptions,
  env: NodeJS.ProcessEnv,
): TakenTerminal | undefined {
  const stdin = openTty()
  if (stdin === undefined) return undefined
  const theme = createTheme({
    palette: choosePalette(options.theme, env),
    colour: detectColour({ option: options.color, env, isTTY: true }),
    ascii: options.ascii || detectAscii(env),
  })
  const terminal = openTerminal({ stdin, stdout: process.stdout, mouse: options.mouse })
  terminal.paint(skeletonFrame(options.references, terminal.size(), theme))
  return { terminal, theme }
}
