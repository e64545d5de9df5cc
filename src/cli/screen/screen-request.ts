import { COLOR_CHOICES, type ColorChoice, THEMES, type Theme } from '../choices.ts'
import { COMMAND_NAMES } from '../command-names.ts'
import { nearestWord } from '../nearest-word.ts'

/** What is to be opened on the screen, and how it is drawn. */
export interface ScreenRequest {
  /** None for the picker. */
  readonly references: readonly string[]
  readonly theme: Theme
  readonly color: ColorChoice
  readonly ascii: boolean
  readonly mouse: boolean
}

/**
 * The screen that these words open for certain, told without a parser and before anything else is loaded; `undefined`
 * when they may print something, a complaint included. Guesses nothing: whatever is not plain here is left to the
 * command line's parser, which decides the same a moment later.
 */
export function screenRequest(words: readonly string[]): ScreenRequest | undefined {
  const request = readWords(words)
  if (request === undefined) return undefined
  const [first, ...more] = request.references
  if (first === 'demo' && more.length === 0) return { ...request, references: [] }
  if (first === undefined) return request
  const mayBeCommand =
    COMMAND_NAMES.includes(first) ||
    (more.length > 0 && /^[a-z]+$/i.test(first) && nearestWord(first, COMMAND_NAMES) !== undefined)
  return mayBeCommand ? undefined : request
}

/** Options that change nothing about the first frame, and cannot be wrong. */
const UNSEEN: ReadonlySet<string> = new Set(['--no-index', '--no-verify', '--pull'])

function readWords(words: readonly string[]): ScreenRequest | undefined {
  const references: string[] = []
  let drawn: Omit<ScreenRequest, 'references'> = { theme: 'auto', color: 'auto', ascii: false, mouse: true }
  const rest = words.values()
  for (const word of rest) {
    if (UNSEEN.has(word)) continue
    const option = optionOf(word, rest)
    if (option !== undefined) drawn = { ...drawn, ...option }
    else if (word === '' || (word.startsWith('-') && word !== '-')) return undefined
    else references.push(word)
  }
  return { references, ...drawn }
}

/** What an option says of how things are drawn; `undefined` when it is none of these, or what it says is wrong. */
function optionOf(word: string, rest: Iterator<string, undefined>): Partial<ScreenRequest> | undefined {
  switch (word) {
    case '--ascii':
      return { ascii: true }
    case '--no-mouse':
      return { mouse: false }
    case '--theme':
      return chosen(THEMES, rest, theme => ({ theme }))
    case '--color':
      return chosen(COLOR_CHOICES, rest, color => ({ color }))
    default:
      return undefined
  }
}

function chosen<Word extends string>(
  words: readonly Word[],
  rest: Iterator<string, undefined>,
  say: (word: Word) => Partial<ScreenRequest>,
): Partial<ScreenRequest> | undefined {
  const { value } = rest.next()
  const word = words.find(each => each === value)
  return word && say(word)
}
