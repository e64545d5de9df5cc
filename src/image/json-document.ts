import { fail } from '../errors.ts'

/** A place in a JSON document, with what stands there; `value` is `undefined` where nothing does. */
export interface Field {
  /** The document as a person would call it: `manifest.json`, `config blobs/sha256/1f2e…`. */
  readonly document: string
  /** `layers[2].digest`; empty for the document itself. */
  readonly path: string
  readonly value: unknown
}

/**
 * The root of a JSON document a stranger wrote. Everything in it is read field by field with the functions below,
 * each of which throws `malformedDocument` naming the field, what was found and what was expected.
 *
 * Keys match without regard to case, and of a key written twice the last counts, because every engine is written in
 * Go and reads JSON that way; a byte order mark is skipped.
 */
export function parseJsonDocument(bytes: Uint8Array, document: string): Field {
  const text = new TextDecoder().decode(bytes)
  const depth = nestingOf(text)
  if (depth > DEEPEST) {
    return fail({
      kind: 'malformedDocument',
      document,
      field: 'its nesting',
      found: `${depth} levels deep`,
      expected: `at most ${DEEPEST}`,
    })
  }
  const field = { document, path: '', value: parseText(text, document) }
  return field.value === null ? wrong(field, 'an object or a list') : field
}

function parseText(text: string, document: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? firstWords(error.message) : 'something else'
    return fail(
      {
        kind: 'malformedDocument',
        document,
        field: 'its text',
        found: `not JSON (${reason})`,
        expected: 'a JSON document',
      },
      error,
    )
  }
}

/** Real documents stay below ten; a deep one costs memory, not knowledge. */
const DEEPEST = 64

/** How deeply brackets nest, strings left out; unbalanced ones do not matter here. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === BACKSLASH) at++
      else if (character === QUOTE) quoted = false
    } else if (character === QUOTE) quoted = true
    else if (character === BRACKET || character === BRACE) deepest = Math.max(deepest, ++depth)
    else if (character === BRACKET_END || character === BRACE_END) depth--
  }
  return deepest
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d

/** The member of an object; a field without value when the object, or the member, is absent or null. */
export function member(field: Field, key: string): Field {
  const path = field.path === '' ? key : `${field.path}.${key}`
  if (isAbsent(field)) return { document: field.document, path, value: undefined }
  const object = objectOf(field)
  return { document: field.document, path, value: object[actualKey(object, key)] }
}

/** Whether nothing, or null, stands there. */
export function isAbsent(field: Field): boolean {
  return field.value === undefined || field.value === null
}

export function isList(field: Field): boolean {
  return Array.isArray(field.value)
}

/** The elements in order; none when the list is absent. */
export function elements(field: Field): Field[] {
  const { document, path, value } = field
  if (isAbsent(field)) return []
  if (!Array.isArray(value)) return wrong(field, 'a list')
  return value.map((element: unknown, index) => ({ document, path: `${path}[${index}]`, value: element }))
}

/** The members by key, in order; none when the object is absent. */
export function members(field: Field): [key: string, value: Field][] {
  if (isAbsent(field)) return []
  const path = field.path === '' ? '' : `${field.path}.`
  return Object.entries(objectOf(field)).map(([key, value]) => [
    key,
    { document: field.document, path: `${path}${key}`, value },
  ])
}

/** A text, or `null` when there is none. */
export function text(field: Field): string | null {
  if (isAbsent(field)) return null
  return typeof field.value === 'string' ? field.value : wrong(field, 'a text')
}

export function requiredText(field: Field): string {
  return text(field) ?? wrong(field, 'a text')
}

/** A text where an empty one says nothing. */
export function filledText(field: Field): string | null {
  return text(field) || null
}

/** A number of bytes, nanoseconds or times; `null` when there is none. */
export function count(field: Field): number | null {
  if (isAbsent(field)) return null
  const { value } = field
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  return wrong(field, 'a whole number from 0 to 2⁵³−1')
}

/** A yes or no; absent is no. */
export function flag(field: Field): boolean {
  if (isAbsent(field)) return false
  return typeof field.value === 'boolean' ? field.value : wrong(field, 'true or false')
}

export function texts(field: Field): string[] {
  return elements(field).map(requiredText)
}

/** Texts by key; a null value counts as an empty one, as in Go. */
export function textsByKey(field: Field): Readonly<Record<string, string>> {
  return Object.fromEntries(members(field).map(([key, value]) => [key, text(value) ?? '']))
}

/** Throws `malformedDocument` about this field. */
export function wrong(field: Field, expected: string): never {
  return fail({
    kind: 'malformedDocument',
    document: field.document,
    field: field.path === '' ? 'the document' : field.path,
    found: describe(field.value),
    expected,
  })
}

function objectOf(field: Field): Record<string, unknown> {
  return isObject(field.value) ? field.value : wrong(field, 'an object')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The key as the document spells it. Only own keys count: `__proto__` and `constructor` are ordinary names here. */
function actualKey(object: Record<string, unknown>, key: string): string {
  if (Object.hasOwn(object, key)) return key
  const folded = key.toLowerCase()
  return Object.keys(object).findLast(own => own.toLowerCase() === folded) ?? NO_KEY
}

/** A key no parsed object inherits. */
const NO_KEY = '\0absent'

function describe(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return `the text "${firstWords(value)}"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object'
}

function firstWords(words: string): string {
  return words.length <= 60 ? words : `${words.slice(0, 59)}…`
}
