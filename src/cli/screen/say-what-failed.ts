import { explain } from '../../errors.ts'
import { displayLines } from '../../report/display-name.ts'
import { imagesOnScreen } from '../../store/selectors/current.ts'
import type { State } from '../../store/state.ts'
import type { ExitCode, Surroundings } from '../surroundings.ts'

/** The exit code of the screens; why an image could not be opened is said once more where the shell keeps it. */
export async function sayWhatFailed(state: State, stderr: Surroundings['stderr']): Promise<ExitCode> {
  const { have } = state.pull
  let code: ExitCode = 0
  for (const key of new Set([...imagesOnScreen(state), ...(have === null ? [] : [have])])) {
    const image = state.images.get(key)
    if (image?.kind === 'failed')
      for (const line of displayLines(`layerscope: ${explain(image.fault)}`)) await stderr.write(`${line}\n`)
    if (image?.kind === 'failed' || (image?.kind === 'ready' && !image.analysis.complete)) code = 2
  }
  return code
}
