import { COLOR_CHOICES, FORMATS, THEMES } from './choices.ts'
import { A_FILE, AN_IMAGE, NOTHING, type OptionInfo, oneOf } from './command.ts'

/** Options every command understands. */
export const GLOBAL_OPTIONS: readonly OptionInfo[] = [
  {
    syntax: '--platform <PLATFORM>',
    description: 'which image of several: os/arch[/variant]',
    completes: oneOf([
      'linux/amd64',
      'linux/arm64',
      'linux/arm/v7',
      'linux/386',
      'linux/s390x',
      'linux/ppc64le',
      'linux/riscv64',
    ]),
  },
  { syntax: '--format <FORMAT>', description: 'text, json, markdown or csv', completes: oneOf(FORMATS) },
  { syntax: '--json', description: 'the same as --format json', completes: NOTHING },
  {
    syntax: '-o, --output <FILE>',
    description: 'write the result to FILE, all of it or nothing',
    completes: A_FILE,
  },
  {
    syntax: '--base <IMAGE|N>',
    description: 'the base image, or how many of the lowest layers are its',
    completes: AN_IMAGE,
  },
  {
    syntax: '--pull',
    description: 'fetch an image the engine does not have, without asking',
    completes: NOTHING,
  },
  {
    syntax: '--no-verify',
    description: 'a digest that does not fit is a finding, not a fault',
    completes: NOTHING,
  },
  {
    syntax: '--no-index',
    description: 'read the layers even if they were analysed before',
    completes: NOTHING,
  },
  {
    syntax: '--limit-unpacked <SIZE>',
    description: 'most bytes one layer may unpack to (64GiB)',
    completes: NOTHING,
  },
  { syntax: '--theme <THEME>', description: THEMES.join(', '), completes: oneOf(THEMES) },
  {
    syntax: '--color <WHEN>',
    description: `${COLOR_CHOICES.join(', ')}; NO_COLOR is respected`,
    completes: oneOf(COLOR_CHOICES),
  },
  { syntax: '--ascii', description: 'bars and frames from ASCII characters', completes: NOTHING },
  { syntax: '--no-mouse', description: 'leave the mouse to the terminal', completes: NOTHING },
  {
    syntax: '--debug <FILE>',
    description: 'write what happens to FILE, one JSON line each',
    completes: A_FILE,
  },
]
