/** Where a kind of finding turns up: the headings of the list of all kinds. */
export const AREAS = [
  'Waste: why bytes are wasted',
  'Waste: what wrote and killed them',
  'Ships for nothing',
  'Secrets',
  'Will it start',
  'A container beside its image',
  'Names and markers in a layer',
  'Documents of the image',
] as const

export type Area = (typeof AREAS)[number]

/** What a word stands for, in one or two sentences; its title, why and fix are in the finding texts. */
export interface Meaning {
  readonly area: Area
  readonly means: string
}

/** The meanings of one area. */
export function meanings<Kind extends string>(
  area: Area,
  means: Readonly<Record<Kind, string>>,
): Readonly<Record<Kind, Meaning>> {
  const pairs = Object.entries<string>(means).map(([kind, text]) => [kind, { area, means: text }])
  return Object.fromEntries(pairs)
}
