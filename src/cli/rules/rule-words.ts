import type { GrowthLimit, Rule } from '../../analysis/gate/rule.ts'
import type { FindingKind } from '../../image/finding.ts'
import { FINDING_TEXTS } from '../../report/finding-text.ts'
import { nearestWord } from '../nearest-word.ts'
import { parseSize } from '../parse-size.ts'

/** How people write one rule. */
export interface RuleWords {
  readonly name: string
  /** What stands for the value in help; `null` for a rule that is only switched on. */
  readonly placeholder: string | null
  readonly description: string
  /** Whether an image may have several of them. */
  readonly isList?: true
  /** Rules of one slot replace each other: two names of one limit. */
  readonly slot?: string
  /** The rule, `null` for one switched off, or what the value should have been: "bytes, as 200MB". */
  read(value: string): Rule | null | string
}

/** Every rule there is, in the order help lists them. */
export const RULE_WORDS: readonly RuleWords[] = [
  bytesRule('max-unpacked', 'most bytes the layers may unpack to'),
  { ...bytesRule('max-unpacked', 'the same as --max-unpacked'), name: 'max-size' },
  bytesRule('max-final', 'most bytes a container may see'),
  bytesRule('max-transfer', 'most bytes a pull may move'),
  bytesRule('max-layer', 'most bytes a single layer may unpack to'),
  {
    name: 'max-layers',
    placeholder: 'N',
    description: 'most layers',
    read: value => {
      const most = parseCount(value)
      return most === undefined ? 'a whole number, as 12' : { kind: 'layers', name: 'max-layers', most }
    },
  },
  bytesRule('max-waste', 'most bytes no container can see'),
  {
    name: 'max-waste-ratio',
    placeholder: 'SHARE',
    description: 'the same as a share of what is unpacked, as 10%',
    slot: 'waste-ratio',
    read: value => {
      const most = parseShare(value)
      return most === undefined ? A_SHARE : { kind: 'wasteRatio', name: 'max-waste-ratio', most }
    },
  },
  {
    name: 'min-efficiency',
    placeholder: 'SHARE',
    description: 'the other way round: least share that is not wasted',
    slot: 'waste-ratio',
    read: value => {
      const least = parseShare(value)
      return least === undefined ? A_SHARE : { kind: 'efficiency', name: 'min-efficiency', least }
    },
  },
  growthRule('max-growth', 'most unpacked bytes more than --baseline, as 20MB or 5%'),
  growthRule('max-transfer-growth', 'most bytes more for a pull, as 20MB or 5%'),
  pathRule('forbid-path', 'a path that must not be in the image; * ? {} allowed'),
  pathRule('require-path', 'a path that must be in the image; * ? {} allowed'),
  {
    name: 'forbid-finding',
    placeholder: 'KIND',
    description: 'a kind of finding that must not turn up',
    isList: true,
    read: value =>
      isFindingKind(value) ? { kind: 'finding', name: 'forbid-finding', finding: value } : aFinding(value),
  },
  {
    name: 'require-non-root',
    placeholder: null,
    description: 'the process must not run as root',
    read: value => {
      if (value === 'false') return null
      return value === 'true' ? { kind: 'nonRoot', name: 'require-non-root' } : 'true or false'
    },
  },
]

/** Kinds of findings a rule may forbid. */
export const FINDING_KINDS: readonly string[] = Object.keys(FINDING_TEXTS)

const A_SIZE = 'bytes, as 200MB, 1.5GiB or 1048576'
const A_SHARE = 'a share, as 10% or 0.1'

function bytesRule(name: Extract<Rule, { kind: 'bytes' }>['name'], description: string): RuleWords {
  return {
    name,
    placeholder: 'SIZE',
    description,
    slot: name,
    read: value => {
      const most = parseBytes(value)
      return most === undefined ? A_SIZE : { kind: 'bytes', name, most }
    },
  }
}

function growthRule(name: Extract<Rule, { kind: 'growth' }>['name'], description: string): RuleWords {
  return {
    name,
    placeholder: 'LIMIT',
    description,
    read: value => {
      const most = parseGrowth(value)
      return most === undefined
        ? 'bytes or a share of the baseline, as 20MB or 5%'
        : { kind: 'growth', name, most }
    },
  }
}

function pathRule(name: Extract<Rule, { kind: 'path' }>['name'], description: string): RuleWords {
  return {
    name,
    placeholder: 'GLOB',
    description,
    isList: true,
    read: value => {
      const isGlob = value !== '' && !value.includes('\0')
      return isGlob ? { kind: 'path', name, glob: value } : 'a path or a glob, as /root/.ssh or *.pem'
    },
  }
}

function isFindingKind(value: string): value is FindingKind {
  return Object.hasOwn(FINDING_TEXTS, value)
}

function aFinding(value: string): string {
  const near = nearestWord(value, FINDING_KINDS)
  return `a kind of finding, as duplicatePath${near === undefined ? '' : `. Did you mean ${near}?`}`
}

/** Bytes; a fraction needs a unit, since there is no half a byte. */
export function parseBytes(value: string): number | undefined {
  return /^\d+\.\d+\s*b?$/i.test(value.trim()) ? undefined : parseSize(value)
}

/** `10%`, `10 %` or `0.1`, as 0 … 1. */
export function parseShare(value: string): number | undefined {
  const share = parsePercent(value) ?? parseDecimal(value)
  return share !== undefined && share <= 1 ? share : undefined
}

function parseGrowth(value: string): GrowthLimit | undefined {
  const share = parsePercent(value)
  if (share !== undefined) return { kind: 'share', share }
  const bytes = parseBytes(value)
  return bytes === undefined ? undefined : { kind: 'bytes', bytes }
}

function parsePercent(value: string): number | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(value.trim())?.[1]
  return percent === undefined ? undefined : Number(percent) / 100
}

function parseDecimal(value: string): number | undefined {
  return /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(value.trim()) ? Number(value) : undefined
}

function parseCount(value: string): number | undefined {
  return /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined
}
