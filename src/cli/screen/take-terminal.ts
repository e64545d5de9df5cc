import type { TakenTerminal } from '../../../components/terminal/first-frame.ts'
import { hasScreen } from '../has-screen.ts'
import { type ScreenRequest, screenRequest } from './screen-request.ts'

/**
 * Takes the terminal over and shows the first frame before the command line, Ink and the rest are loaded, which takes
 * longer than everything else up to the first picture. `undefined`, and nothing written, where the words may ask for
 * anything but a screen.
 */
export async function takeTerminalAtOnce(
  words: readonly string[],
  stdout: { readonly isTTY: boolean },
  variables: NodeJS.ProcessEnv,
): Promise<TakenTerminal | undefined> {
  const request = screenRequest(words)
  return request !== undefined && hasScreen(stdout.isTTY === true, variables)
    ? takeTerminal(request, variables)
    : undefined
}

/** Takes the terminal over and shows the first frame; `undefined` when there is no terminal keys could come from. */
export async function takeTerminal(
  request: ScreenRequest,
  variables: NodeJS.ProcessEnv,
): Promise<TakenTerminal | undefined> {
  const { showFirstFrame } = await import('../../../components/terminal/first-frame.ts')
  return showFirstFrame(request, variables)
}
