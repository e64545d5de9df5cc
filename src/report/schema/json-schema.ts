/** The part of JSON Schema (2020-12) layerscope's own schema is written in. */
export type JsonSchema = { readonly [keyword: string]: JsonValue }

type JsonValue = string | number | boolean | null | JsonSchema | readonly JsonValue[]

/** A field is optional when an object without any field still fits. */
type OptionalKeys<Type> = {
  [Key in keyof Type]-?: Record<never, never> extends Pick<Type, Key> ? Key : never
}[keyof Type] &
  string
type RequiredKeys<Type> = Exclude<keyof Type & string, OptionalKeys<Type>>

/**
 * An object with exactly the fields of a TypeScript type: a field the type has and the schema lacks, or the other
 * way round, or required in one and optional in the other, does not compile.
 */
export function objectOf<Type extends object>(
  required: Readonly<Record<RequiredKeys<Type>, JsonSchema>>,
  optional: Readonly<Record<OptionalKeys<Type>, JsonSchema>>,
): JsonSchema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  }
}

/** Most objects have no optional fields. */
export const NONE = {}

export const TEXT: JsonSchema = { type: 'string' }
export const FLAG: JsonSchema = { type: 'boolean' }
export const COUNT: JsonSchema = { type: 'integer', minimum: 0 }
export const WHOLE: JsonSchema = { type: 'integer' }
/** 0 … 1. */
export const SHARE: JsonSchema = { type: 'number', minimum: 0, maximum: 1 }
export const DIGEST: JsonSchema = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' }
export const SHA256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
export const BASE64: JsonSchema = { type: 'string', contentEncoding: 'base64' }

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

/** An object whose field names nobody fixes. */
export function mapOf(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values }
}

export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

/** Exactly one of these words; the compiler checks that none is missing. */
export function oneWordOf<Word extends string>(words: Readonly<Record<Word, true>>): JsonSchema {
  return { enum: Object.keys(words) }
}

/** One of the schemas in `$defs`. */
export function see(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` }
}

export function described(description: string, schema: JsonSchema): JsonSchema {
  return { description, ...schema }
}
