/**
 * SARIF 2.1.0 as far as layerscope writes it, stricter than the standard: nothing but these properties. Sections are
 * those of the OASIS standard.
 */
const text = {
  type: 'object',
  properties: { text: { type: 'string', minLength: 1 } },
  required: ['text'],
  additionalProperties: false,
}

/** §3.49 reportingDescriptor. */
const rule = {
  type: 'object',
  properties: { id: { type: 'string', minLength: 1 }, shortDescription: text },
  required: ['id', 'shortDescription'],
  additionalProperties: false,
}

/** §3.28 location; §3.4.3: a relative URI is one of the same document tree. */
const location = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      properties: {
        artifactLocation: {
          type: 'object',
          properties: { uri: { type: 'string', format: 'uri-reference' } },
          required: ['uri'],
          additionalProperties: false,
        },
        region: {
          type: 'object',
          properties: { startLine: { type: 'integer', minimum: 1 } },
          required: ['startLine'],
          additionalProperties: false,
        },
      },
      required: ['artifactLocation', 'region'],
      additionalProperties: false,
    },
    logicalLocations: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, kind: { type: 'string' } },
        required: ['name', 'kind'],
        additionalProperties: false,
      },
    },
  },
  required: ['logicalLocations'],
  additionalProperties: false,
}

/** §3.27 result; §3.27.10: the level of what is no failure is "none". */
const result = {
  type: 'object',
  properties: {
    ruleId: { type: 'string' },
    ruleIndex: { type: 'integer', minimum: 0 },
    kind: { enum: ['fail', 'open'] },
    level: { enum: ['error', 'none'] },
    message: text,
    locations: { type: 'array', minItems: 1, items: location },
  },
  required: ['ruleId', 'ruleIndex', 'kind', 'level', 'message', 'locations'],
  additionalProperties: false,
  if: { properties: { kind: { const: 'fail' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { properties: { level: { const: 'error' } } },
  else: { properties: { level: { const: 'none' } } },
}

/** §3.20 invocation, §3.58 notification. */
const invocation = {
  type: 'object',
  properties: {
    executionSuccessful: { type: 'boolean' },
    toolExecutionNotifications: {
      type: 'array',
      items: {
        type: 'object',
        properties: { level: { const: 'error' }, message: text },
        required: ['level', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['executionSuccessful'],
  additionalProperties: false,
}

/** §3.14 run, §3.18 tool, §3.19 toolComponent; §3.14.17 columnKind. */
const run = {
  type: 'object',
  properties: {
    tool: {
      type: 'object',
      properties: {
        driver: {
          type: 'object',
          properties: {
            name: { const: 'layerscope' },
            semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
            rules: { type: 'array', uniqueItems: true, items: rule },
          },
          required: ['name', 'semanticVersion', 'rules'],
          additionalProperties: false,
        },
      },
      required: ['driver'],
      additionalProperties: false,
    },
    invocations: { type: 'array', minItems: 1, items: invocation },
    results: { type: 'array', items: result },
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
  },
  required: ['tool', 'invocations', 'results', 'columnKind'],
  additionalProperties: false,
}

/** §3.13 sarifLog. */
export const SARIF_SCHEMA = {
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: { type: 'array', minItems: 1, items: run },
  },
  required: ['$schema', 'version', 'runs'],
  additionalProperties: false,
}
