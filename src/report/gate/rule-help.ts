import type { RuleName } from '../../analysis/gate/rule.ts'

/** What a rule asks for, for reports that list rules. */
export const RULE_HELP = {
  'max-unpacked': 'The layers unpack to no more than so many bytes.',
  'max-final': 'A container sees no more than so many bytes.',
  'max-transfer': 'A pull moves no more than so many bytes.',
  'max-layer': 'No layer unpacks to more than so many bytes.',
  'max-layers': 'The image has no more than so many layers.',
  'max-waste': 'No more than so many bytes are in the image and seen by no container.',
  'max-waste-ratio': 'No more than such a share of the unpacked bytes is seen by no container.',
  'min-efficiency': 'At least such a share of the unpacked bytes is seen by a container.',
  'max-growth': 'The image unpacks to no more than so much above its baseline.',
  'max-transfer-growth': 'A pull moves no more than so much above the baseline.',
  'forbid-path': 'No container sees such a path.',
  'require-path': 'A container sees such a path.',
  'forbid-finding': 'Nothing of that kind is found in the image.',
  'require-non-root': 'The process does not run as root.',
  lowestEfficiency: "dive's efficiency, by its arithmetic, is at least so high.",
  highestWastedBytes: "dive's wasted bytes, by its arithmetic, are no more than so many.",
  highestUserWastedPercent: "dive's share of wasted bytes, by its arithmetic, is no higher than so much.",
} as const satisfies Record<RuleName, string>
