import type { RuleName } from '../../analysis/gate/rule.ts'
import type { BaselineJson, CiJson, RuleJson, RuleUnit } from '../json/ci-json.ts'
import {
  COUNT,
  described,
  FLAG,
  type JsonSchema,
  listOf,
  NONE,
  objectOf,
  oneWordOf,
  orNull,
  TEXT,
} from './json-schema.ts'

const RULE_NAME = oneWordOf<RuleName>({
  'max-unpacked': true,
  'max-final': true,
  'max-transfer': true,
  'max-layer': true,
  'max-layers': true,
  'max-waste': true,
  'max-waste-ratio': true,
  'min-efficiency': true,
  'max-growth': true,
  'max-transfer-growth': true,
  'forbid-path': true,
  'require-path': true,
  'forbid-finding': true,
  'require-non-root': true,
  lowestEfficiency: true,
  highestWastedBytes: true,
  highestUserWastedPercent: true,
})

const UNIT = oneWordOf<RuleUnit>({
  bytes: true,
  layers: true,
  share: true,
  path: true,
  finding: true,
  user: true,
})

/** dive's arithmetic can leave 0 … 1, and growth can be negative. */
const NUMBER: JsonSchema = { type: 'number' }

const RULE = objectOf<RuleJson>(
  {
    name: RULE_NAME,
    limit: { anyOf: [NUMBER, TEXT] },
    actual: described('In the unit of the limit; null when it is unknown, or cannot be told in that unit.', {
      anyOf: [NUMBER, TEXT, listOf(TEXT), { type: 'null' }],
    }),
    unit: UNIT,
    passed: described('null: it could not be decided.', orNull(FLAG)),
    from: described('Where the rule stands: layerscope.yaml:3, --max-unpacked.', TEXT),
    message: TEXT,
  },
  NONE,
)

const BASELINE = objectOf<BaselineJson>(
  { reference: TEXT, unpackedBytes: orNull(COUNT), transferBytes: orNull(COUNT) },
  NONE,
)

export const CI_REPORT = objectOf<CiJson>(
  {
    schemaVersion: TEXT,
    reference: TEXT,
    passed: described('null: not everything could be decided.', orNull(FLAG)),
    baseline: orNull(BASELINE),
    rules: listOf(RULE),
  },
  NONE,
)
