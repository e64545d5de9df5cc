import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import { nearestWord } from '../nearest-word.ts'
import { refuse, type Statement, type StatementOrigin } from './statement.ts'

/** Where in a document rules stand. */
export interface Section {
  /** The keys that lead there: `layerscope`, `ci`. */
  readonly keys: readonly string[]
  /** How many of the outermost mappings are shared with other programs, whose keys are none of ours. */
  readonly shared: number
}

/**
 * The statements of a section of a YAML or JSON document, in its order, each with its line. Values are taken as they
 * are written, so that `0.10`, `on` and `5%` mean what the rule makes of them. Throws `usage` faults that name the line:
 * syntax errors, keys that stand twice, keys that are not ours, values that are neither a word nor a list of words.
 */
export function yamlStatements(text: string, file: string, section: Section): Statement[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false })
  const reader = new Reader(file, lines)
  reader.refuseErrors(document, text)
  let mapping: Node | null = document.contents
  for (const [depth, key] of section.keys.entries()) {
    if (mapping === null || reader.isEmpty(mapping)) return []
    if (!isMap(mapping)) return reader.refuse(mapping, `there should be a mapping with "${key}:" in it.`)
    mapping = reader.member(mapping, key, depth >= section.shared)
  }
  if (mapping === null || reader.isEmpty(mapping)) return []
  if (!isMap(mapping))
    return reader.refuse(mapping, `"${section.keys.at(-1)}" takes rules, one a line, as max-unpacked: 200MB.`)
  return mapping.items.flatMap(pair => reader.statements(pair))
}

/** Reads nodes, and says where in the file they stand. */
class Reader {
  readonly #file: string
  readonly #lines: LineCounter

  constructor(file: string, lines: LineCounter) {
    this.#file = file
    this.#lines = lines
  }

  refuseErrors({ errors: [error] }: Document, text: string): void {
    if (error === undefined) return
    const [start] = error.pos
    const from = this.#placeOf(start)
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^["']?([^\s"':]*)/.exec(text.slice(start))?.[1] ?? ''
      refuse(from, `"${key}" stands twice; keep one.`)
    }
    refuse(from, `it cannot be read: ${error.message.replace(/\.?$/, '.')}`)
  }

  isEmpty(node: Node): boolean {
    return isScalar(node) && (node.value === null || node.value === '')
  }

  /** The value of a key, `null` without one. */
  member(mapping: YAMLMap, key: string, isOurs: boolean): Node | null {
    let found: Node | null = null
    for (const pair of mapping.items) {
      const name = this.#keyOf(pair)
      if (name === key) found = this.#nodeOf(pair.value)
      else if (isOurs) this.refuse(this.#nodeOf(pair.key), unknownKey(name, key))
    }
    return found
  }

  statements(pair: Pair): Statement[] {
    const name = this.#keyOf(pair)
    const key = this.#nodeOf(pair.key)
    const value = this.#nodeOf(pair.value)
    if (isSeq(value)) return value.items.map(item => this.#statement(name, this.#nodeOf(item) ?? key, true))
    return [this.#statement(name, value ?? key, false)]
  }

  refuse(node: Node | null, problem: string): never {
    return refuse(this.#origin(node), problem)
  }

  #statement(name: string, node: Node | null, isListed: boolean): Statement {
    if (!isScalar(node)) return this.refuse(node, `"${name}" takes a value, written out.`)
    const value = node.value === null ? '' : String(node.value)
    return { name, value, isListed, from: this.#origin(node) }
  }

  #keyOf({ key }: Pair): string {
    const node = this.#nodeOf(key)
    return isScalar(node) ? String(node.value) : this.refuse(node, 'a name should stand here.')
  }

  #nodeOf(value: unknown): Node | null {
    return isNode(value) ? value : null
  }

  #origin(node: Node | null): StatementOrigin {
    return this.#placeOf(node?.range?.[0] ?? 0)
  }

  #placeOf(offset: number): StatementOrigin {
    return { kind: 'file', file: this.#file, line: Math.max(1, this.#lines.linePos(offset).line) }
  }
}

function unknownKey(name: string, wanted: string): string {
  const near = nearestWord(name, [wanted])
  return near === undefined
    ? `"${name}" means nothing here; rules stand beneath "${wanted}:".`
    : `"${name}" means nothing here. Did you mean ${near}?`
}
