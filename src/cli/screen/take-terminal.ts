import { displayText } from '../../report/display-name.ts'
import type { Call } from '../command.ts'

/**
 * Takes the terminal over and shows the frame of a screen, before Ink is loaded: loading it takes longer than
 * everything else up to the first picture.
 */
export async function takeTerminal({ options, surroundings }: Call, heading: string) {
  const [{ openTerminal }, { openTty }, { skeletonFrame }, { createTheme }, colour] = await Promise.all([
    import('../../../components/terminal/terminal.ts'),
    import('../../../components/terminal/open-tty.ts'),
    import('../../../components/terminal/skeleton.ts'),
    import('../../../components/theme.ts'),
    import('../../../components/terminal/detect-colour.ts'),
  ])
  const environment = surroundings.machine.variables
  const theme = createTheme({
    palette: colour.choosePalette(options.theme, environment),
    colour: colour.detectColour({ option: options.color, env: environment, isTTY: true }),
    ascii: options.ascii || colour.detectAscii(environment),
  })
  const stdin = process.stdin.isTTY ? process.stdin : (openTty() ?? process.stdin)
  const terminal = openTerminal({ stdin, stdout: process.stdout, mouse: options.mouse })
  terminal.paint(skeletonFrame(displayText(heading), terminal.size(), theme))
  return { terminal, theme }
}
