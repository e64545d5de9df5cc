/** What a person did at the terminal. */
export type TerminalEvent = Key | MouseEvent | PasteEvent

export type Key =
  /** A character that was typed, as it would stand in a text. */
  | { readonly kind: 'char'; readonly text: string }
  /** A character held together with Ctrl or Alt; letters in lower case. */
  | {
      readonly kind: 'chord'
      readonly text: string
      readonly ctrl: boolean
      readonly alt: boolean
    }
  | {
      readonly kind: 'named'
      readonly name: KeyName
      readonly ctrl: boolean
      readonly shift: boolean
      readonly alt: boolean
    }

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'pageUp'
  | 'pageDown'
  | 'insert'
  | 'delete'
  | 'backspace'
  | 'enter'
  | 'tab'
  | 'escape'
  | FunctionKey

export type FunctionKey = `f${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`

export interface MouseEvent {
  readonly kind: 'mouse'
  readonly action: 'press' | 'drag' | 'release' | 'wheelUp' | 'wheelDown'
  /** `none` for the wheel. */
  readonly button: 'left' | 'middle' | 'right' | 'none'
  /** Cell under the pointer, counted from 0 at the top left. */
  readonly column: number
  readonly row: number
  /** 1 for a press, 2 for the second press of a double click. */
  readonly clicks: 1 | 2
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

/** Text put in at once; line ends are `\n`. */
export interface PasteEvent {
  readonly kind: 'paste'
  readonly text: string
}

/** One word for a key, as a table of keys writes it: `j`, `G`, `space`, `ctrl-d`, `shift-tab`, `enter`, `f1`, `alt-x`. */
export function keyId(key: Key): string {
  switch (key.kind) {
    case 'char':
      return key.text === ' ' ? 'space' : key.text
    case 'chord':
      return modifiers(key.ctrl, false, key.alt) + (key.text === ' ' ? 'space' : key.text)
    case 'named':
      return modifiers(key.ctrl, key.shift, key.alt) + key.name
    default:
      return key satisfies never
  }
}

function modifiers(ctrl: boolean, shift: boolean, alt: boolean): string {
  return `${ctrl ? 'ctrl-' : ''}${alt ? 'alt-' : ''}${shift ? 'shift-' : ''}`
}
