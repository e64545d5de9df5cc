import type { EscapeCharacter } from './dockerfile.ts'

/** Value of a variable; `undefined`: not set. */
export type Lookup = (name: string) => string | undefined

/**
 * Puts values for the variables of a word, and takes its quotes away, as builders do before they use it:
 *
 *   $NAME  ${NAME}      the value, nothing when it is not set
 *   ${NAME:-x}          x when it is not set or empty; without the colon, when it is not set
 *   ${NAME:+x}          x when it is set and not empty; without the colon, when it is set
 *   \$NAME  '$NAME'     stays
 *
 * Patterns of newer frontends (`${NAME#x}`, `${NAME/x/y}`) keep the value and the pattern side by side: whether two
 * results are equal depends on nothing else.
 */
export function substitute(text: string, lookup: Lookup, escapedBy: EscapeCharacter): string {
  return new Substitution(text, lookup, escapedBy, 0).result()
}

class Substitution {
  readonly #text: string
  readonly #lookup: Lookup
  readonly #escape: EscapeCharacter
  readonly #depth: number
  #at = 0

  constructor(text: string, lookup: Lookup, escapedBy: EscapeCharacter, depth: number) {
    this.#text = text
    this.#lookup = lookup
    this.#escape = escapedBy
    this.#depth = depth
  }

  result(): string {
    let result = ''
    let quoted = false
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at++)
      if (character === "'" && !quoted) result += this.#until("'")
      else if (character === '"') quoted = !quoted
      else if (character === this.#escape) result += this.#escaped(quoted)
      else result += character === '$' ? this.#variable() : character
    }
    return result
  }

  #until(end: string): string {
    const start = this.#at
    const found = this.#text.indexOf(end, start)
    const stop = found === -1 ? this.#text.length : found
    this.#at = stop + 1
    return this.#text.slice(start, stop)
  }

  /** Between double quotes only a quote, a dollar and itself can be escaped. */
  #escaped(quoted: boolean): string {
    const next = this.#text.charAt(this.#at++)
    return quoted && !['"', '$', this.#escape].includes(next) ? this.#escape + next : next
  }

  #variable(): string {
    if (this.#text.charAt(this.#at) !== '{') {
      const name = /^(?:[A-Za-z_]\w*|\d|[@*#?!-])/.exec(this.#text.slice(this.#at))?.[0]
      if (name === undefined) return '$'
      this.#at += name.length
      return this.#lookup(name) ?? ''
    }
    this.#at++
    return this.#expression(this.#closed())
  }

  /** What stands between the braces; those inside may nest. */
  #closed(): string {
    const start = this.#at
    for (let depth = 1; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at)
      if (character === '{') depth++
      if (character === '}' && --depth === 0) break
    }
    return this.#text.slice(start, this.#at++)
  }

  #substituted(text: string): string {
    if (this.#depth >= DEEPEST) return text
    return new Substitution(text, this.#lookup, this.#escape, this.#depth + 1).result()
  }

  #expression(inside: string): string {
    const [, name = '', operator = '', rest = ''] = EXPRESSION.exec(inside) ?? []
    const value = this.#lookup(name)
    const isThere = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined
    const other = () => this.#substituted(rest)
    if (operator.endsWith('-')) return isThere ? (value ?? '') : other()
    if (operator.endsWith('+')) return isThere ? other() : ''
    if (operator.endsWith('?') || rest === '') return value ?? ''
    return `${value ?? ''}${rest}`
  }
}

/** Deeper nobody writes; the rest stays as it is. */
const DEEPEST = 100

const EXPRESSION = /^(\w+)(:?[-+?])?(.*)$/s
