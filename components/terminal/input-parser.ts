import { parseCharacter, parseCsi, parseSs3 } from './parse-sequence.ts'
import type { TerminalEvent } from './terminal-event.ts'

/** Where in the stream of input we are. Every member's size is bounded, whatever the terminal sends. */
export type InputState =
  /** Between keys; `pending` is the beginning of an escape sequence that may still go on. */
  | { readonly kind: 'keys'; readonly pending: string }
  /** Inside a bracketed paste. */
  | { readonly kind: 'paste'; readonly text: string; readonly pending: string }
  /** Inside an OSC, DCS, APC, PM or SOS string: a reply of the terminal, dropped. */
  | { readonly kind: 'reply'; readonly pending: string }

export const NO_INPUT: InputState = { kind: 'keys', pending: '' }

export interface ParsedInput {
  readonly events: readonly TerminalEvent[]
  readonly state: InputState
}

/**
 * Reads what the terminal sent. One chunk may hold many keys (key repeat, SSH, tmux) or a part of one; feeding it
 * in any pieces gives the same events.
 */
export function parseInput(state: InputState, chunk: string): ParsedInput {
  const events: TerminalEvent[] = []
  let rest = state.pending + chunk
  let current = state
  while (rest !== '') {
    const step = steps[current.kind](current, rest)
    if (step.event !== undefined) events.push(step.event)
    current = step.state
    rest = rest.slice(step.consumed)
    if (step.consumed === 0) return { events, state: { ...current, pending: rest } }
  }
  return { events, state: { ...current, pending: '' } }
}

/** What is pending will not go on: a lone ESC was the Escape key, `ESC [` was Alt-[. */
export function flushInput(state: InputState): ParsedInput {
  if (state.kind === 'paste') return { events: [], state }
  const [esc, character, ...more] = state.pending
  if (state.kind === 'reply' || esc === undefined || more.length > 0) return { events: [], state: NO_INPUT }
  const key = character === undefined ? parseCharacter(esc, false) : parseCharacter(character, true)
  return { events: key === undefined ? [] : [key], state: NO_INPUT }
}

/** Whether the state waits for the rest of something that may never come. */
export function isWaiting(state: InputState): boolean {
  return state.kind === 'reply' || (state.kind === 'keys' && state.pending !== '')
}

/** The longest paste that is kept: more than any search text, less than a file pasted by mistake. */
export const PASTE_LIMIT = 64 * 1024

/** The longest key or mouse sequence; real ones have under twenty characters. */
const SEQUENCE_LIMIT = 64

interface Step {
  /** Characters of `rest` that are dealt with; 0 = wait for more. */
  readonly consumed: number
  readonly state: InputState
  readonly event?: TerminalEvent | undefined
}

const steps = {
  keys: (_state: InputState, rest: string) => stepKeys(rest),
  paste: stepPaste,
  reply: (state: InputState, rest: string) => stepReply(state, rest),
}

function stepKeys(rest: string): Step {
  if (!rest.startsWith('\x1b')) {
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
    return {
      consumed: character.length,
      state: NO_INPUT,
      event: parseCharacter(character, false),
    }
  }
  if (rest.startsWith(PASTE_BEGIN)) {
    return {
      consumed: PASTE_BEGIN.length,
      state: { kind: 'paste', text: '', pending: '' },
    }
  }
  if (rest.length === 1 || isUnfinished(rest)) return wait(NO_INPUT)
  if (/^\x1b[\]P_^X]/.test(rest)) return { consumed: 2, state: { kind: 'reply', pending: '' } }
  return stepSequence(rest)
}

const PASTE_BEGIN = '\x1b[200~'
const PASTE_END = '\x1b[201~'

/** A sequence whose end has not arrived: `ESC [` and parameters, `ESC O`, or the two characters that begin a reply. */
function isUnfinished(rest: string): boolean {
  return rest.length <= SEQUENCE_LIMIT && /^\x1b(?:\[\[?|\[[0-?]*[ -/]*|O|[\]P_^X])$/.test(rest)
}

function stepSequence(rest: string): Step {
  const [console_, console_key] = /^\x1b\[\[([A-E])/.exec(rest) ?? []
  if (console_ !== undefined)
    return done(console_, parseCsi(String(11 + 'ABCDE'.indexOf(console_key ?? '')), '~'))
  const [csi, parameters = '', final = ''] = /^\x1b\[([0-?]*)[ -/]*([@-~])/.exec(rest) ?? []
  if (csi !== undefined) return done(csi, parseCsi(parameters, final))
  const [ss3, application = ''] = /^\x1bO([A-Za-z])/.exec(rest) ?? []
  if (ss3 !== undefined) return done(ss3, parseSs3(application))
  const [broken] = /^\x1b\[[0-?]*[ -/]*/.exec(rest) ?? []
  if (broken !== undefined) return done(broken, undefined)
  if (rest.startsWith('\x1b\x1b')) return done('\x1b', parseCharacter('\x1b', false))
  const character = String.fromCodePoint(rest.codePointAt(1) ?? 0)
  return done(`\x1b${character}`, parseCharacter(character, true))
}

function stepPaste(state: InputState, rest: string): Step {
  const text = state.kind === 'paste' ? state.text : ''
  const end = rest.indexOf(PASTE_END)
  const length = end === -1 ? rest.length - partialLength(rest, PASTE_END) : end
  const more = (text + rest.slice(0, length)).slice(0, PASTE_LIMIT)
  if (end === -1)
    return {
      consumed: length,
      state: { kind: 'paste', text: more, pending: '' },
    }
  return {
    consumed: end + PASTE_END.length,
    state: NO_INPUT,
    event: { kind: 'paste', text: more.replace(/\r\n?/g, '\n') },
  }
}

function stepReply(state: InputState, rest: string): Step {
  const end = /\x07|\x1b\\/.exec(rest)
  if (end !== null) return { consumed: end.index + end[0].length, state: NO_INPUT }
  return { consumed: rest.length - partialLength(rest, '\x1b\\'), state }
}

/** How many characters at the end of `text` may be the beginning of `mark`. */
function partialLength(text: string, mark: string): number {
  for (let length = Math.min(text.length, mark.length - 1); length > 0; length--) {
    if (text.endsWith(mark.slice(0, length))) return length
  }
  return 0
}

function done(sequence: string, event: TerminalEvent | undefined): Step {
  return { consumed: sequence.length, state: NO_INPUT, event }
}

function wait(state: InputState): Step {
  return { consumed: 0, state }
}
