import type { EscapeCharacter } from './dockerfile.ts'

/** Words between blanks; quotes keep words together and stay, as does an escaped blank (ENV, ARG, LABEL). */
export function quotedWords(text: string, escapedBy: EscapeCharacter): string[] {
  const words: string[] = []
  let word = ''
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === escapedBy && quote !== "'") {
      word += character + text.charAt(++at)
    } else if (quote === '' && /\s/.test(character)) {
      if (word !== '') words.push(word)
      word = ''
    } else {
      if (quote === character) quote = ''
      else if (quote === '' && (character === '"' || character === "'")) quote = character
      word += character
    }
  }
  return word === '' ? words : [...words, word]
}

/** Words between blanks, whatever they hold (COPY, FROM). */
export function plainWords(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

/** The words of the JSON form `["a", "b"]`; `null` when it is none, and so a shell's. */
export function jsonWords(text: string): string[] | null {
  if (!text.startsWith('[')) return null
  try {
    const words: unknown = JSON.parse(text)
    return Array.isArray(words) && words.every(word => typeof word === 'string') ? words : null
  } catch {
    return null // builders take it for the shell form then
  }
}
