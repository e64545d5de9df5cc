import type { DiveRuleName, Rule } from '../../analysis/gate/rule.ts'
import { parseBytes, parseShare } from './rule-words.ts'

/** How a `.dive-ci` writes one of dive's rules. */
export interface DiveWords {
  readonly name: DiveRuleName
  /** What dive holds every image against whose `.dive-ci` does not say otherwise. */
  readonly byDefault: string
  read(value: string): Rule | null | string
}

/** dive's word for a rule nobody wants. */
const DISABLED = 'disabled'

export const DIVE_WORDS: readonly DiveWords[] = [
  {
    name: 'lowestEfficiency',
    byDefault: '0.9',
    read: readAs('lowestEfficiency', parseShare, 'a share, as 0.9'),
  },
  {
    name: 'highestWastedBytes',
    byDefault: DISABLED,
    read: readAs('highestWastedBytes', parseBytes, 'bytes, as 20MB'),
  },
  {
    name: 'highestUserWastedPercent',
    byDefault: '0.1',
    read: readAs('highestUserWastedPercent', parseShare, 'a share, as 0.1'),
  },
]

function readAs(
  name: DiveRuleName,
  parse: (value: string) => number | undefined,
  valid: string,
): DiveWords['read'] {
  return value => {
    if (value.toLowerCase() === DISABLED) return null
    const limit = parse(value)
    return limit === undefined ? `${valid}, or ${DISABLED}` : { kind: 'dive', name, limit }
  }
}
