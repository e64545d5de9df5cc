import type { BaseChoice } from '../analysis/base/base-image.ts'
import { fail } from '../errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../image/limits.ts'
import { type Platform, parsePlatform } from '../image/platform.ts'
import { COLOR_CHOICES, type ColorChoice, FORMATS, type Format, THEMES, type Theme } from './choices.ts'
import { nearestWord } from './nearest-word.ts'
import { flag, type OptionValues, text } from './option-values.ts'
import { parseSize } from './parse-size.ts'

/** What the options every command understands say, checked. */
export interface GlobalOptions {
  readonly platform: Platform | null
  /** `null`: not asked for, so text, or a screen where there is a terminal. */
  readonly format: Format | null
  /** File to write the result to instead of standard output. */
  readonly output: string | null
  readonly base: BaseWish | null
  readonly verify: boolean
  readonly index: boolean
  readonly limits: Limits
  readonly mouse: boolean
  readonly theme: Theme
  readonly ascii: boolean
  readonly color: ColorChoice
  /** File that gets one JSON line for each thing that happens while reading. */
  readonly debug: string | null
  readonly pull: boolean
}

/** `--base`: a number of layers, or an image whose layers are still to be asked for. */
export type BaseWish =
  | Extract<BaseChoice, { kind: 'count' }>
  | { readonly kind: 'image'; readonly reference: string }

/** Throws a `usage` fault that names what would be valid. `formats`: what the command prints; it refuses itself if nothing. */
export function parseGlobalOptions(
  values: OptionValues,
  formats: readonly Format[] = FORMATS,
): GlobalOptions {
  return {
    platform: parsePlatformOption(text(values, 'platform')),
    format: parseFormat(values, formats),
    output: text(values, 'output'),
    base: parseBase(text(values, 'base')),
    verify: values['verify'] !== false,
    index: values['index'] !== false,
    limits: parseLimits(text(values, 'limitUnpacked')),
    mouse: values['mouse'] !== false,
    theme: choice('--theme', THEMES, text(values, 'theme')) ?? 'auto',
    ascii: flag(values, 'ascii'),
    color: choice('--color', COLOR_CHOICES, text(values, 'color')) ?? 'auto',
    debug: text(values, 'debug'),
    pull: flag(values, 'pull'),
  }
}

function parsePlatformOption(given: string | null): Platform | null {
  if (given === null) return null
  return (
    parsePlatform(given) ??
    usage(`--platform is "${given}"; it takes OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, as linux/arm64.`)
  )
}

function parseFormat(values: OptionValues, formats: readonly Format[]): Format | null {
  const format = choice('--format', formats.length === 0 ? FORMATS : formats, text(values, 'format'))
  if (!flag(values, 'json')) return format
  if (format !== null && format !== 'json')
    usage(`--json and --format ${format} contradict each other; keep one.`)
  return 'json'
}

function parseBase(given: string | null): BaseWish | null {
  if (given === null) return null
  if (!/^\d+$/.test(given)) return { kind: 'image', reference: given }
  return { kind: 'count', layers: Number(given) }
}

function parseLimits(given: string | null): Limits {
  if (given === null) return DEFAULT_LIMITS
  const unpacked =
    parseSize(given) ?? usage(`--limit-unpacked is "${given}"; it takes bytes, as 500M, 64GiB or 1048576.`)
  return { ...DEFAULT_LIMITS, unpacked }
}

export function choice<Word extends string>(
  option: string,
  words: readonly Word[],
  given: string | null,
): Word | null {
  if (given === null) return null
  const found = words.find(word => word === given)
  if (found !== undefined) return found
  const near = nearestWord(given, words)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  return usage(`${option} is "${given}"; it takes ${listWords(words)}.${hint}`)
}

/** `text, json or csv`. */
export function listWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
