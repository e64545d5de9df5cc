import { closeOverlay } from '../src/store/actions/close-overlay.ts'
import { hush } from '../src/store/actions/hush.ts'
import { askBeforeLending } from '../src/store/actions/lend-file.ts'
import { say } from '../src/store/actions/say.ts'
import { chosenFile } from '../src/store/selectors/viewer/chosen-file.ts'
import { knownFile } from '../src/store/selectors/viewer/viewed-file.ts'
import type { LentTo } from '../src/store/state.ts'
import { perform } from '../src/store/store.ts'
import type { Around } from './carry-out.ts'
import { type ProgramEnding, runProgram } from './terminal/run-program.ts'

/** `o` and `E`: the file under the cursor in the person's own pager or editor; of a long one only when they say yes. */
export function lendChosen(program: LentTo, around: Around): void {
  perform(around.store, hush)
  const before = around.store.getState()
  perform(around.store, askBeforeLending, program)
  if (around.store.getState() === before) lend(program, around)
}

/** They said yes. */
export function lendLongFile(around: Around): void {
  const { overlay } = around.store.getState()
  perform(around.store, closeOverlay)
  if (overlay.kind === 'lend') lend(overlay.program, around)
}

function lend(program: LentTo, { store, effects, terminal }: Around): void {
  const state = store.getState()
  const chosen = chosenFile(state)
  const file = chosen.kind === 'file' ? knownFile(state, chosen.file) : undefined
  if (file === undefined) return
  const command = commandFor(program, process.env)
  effects.lendFile(file, async path => {
    const ending = await runProgram(terminal, command, path)
    const notice = afterwards(program, command, ending)
    if (notice !== null) perform(store, say, notice, ending.kind === 'ended' ? 'plain' : 'problem')
  })
}

/** As every program that starts one looks for it. */
export function commandFor(program: LentTo, env: NodeJS.ProcessEnv): string {
  const named = program === 'pager' ? env['PAGER'] : env['VISUAL']?.trim() || env['EDITOR']
  return named?.trim() || (program === 'pager' ? 'less' : 'vi')
}

function afterwards(program: LentTo, command: string, ending: ProgramEnding): string | null {
  switch (ending.kind) {
    case 'notStarted':
      return `"${command}" could not be started (${ending.answer}). ${VARIABLES[program]} names another.`
    case 'killed':
      return `"${command}" was ended by ${ending.signal}.`
    case 'ended':
      if (program === 'editor')
        return 'That was a copy, now removed; the image is as it was. "e" takes the file out.'
      return ending.code === 0 ? null : `"${command}" ended with ${ending.code}.`
    default:
      return ending satisfies never
  }
}

const VARIABLES = { pager: '$PAGER', editor: '$EDITOR' } as const satisfies Record<LentTo, string>
