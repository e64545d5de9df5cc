/** Options as the command line gave them, by their name in camel case; nothing about their types is promised. */
export type OptionValues = Readonly<Record<string, unknown>>

/** Whether a flag was given. */
export function flag(values: OptionValues, name: string): boolean {
  return values[name] === true
}

/** The value of an option, or `null` when it was not given. */
export function text(values: OptionValues, name: string): string | null {
  const value = values[name]
  return typeof value === 'string' ? value : null
}

/** The values of an option that may be given several times, in their order. */
export function texts(values: OptionValues, name: string): readonly string[] {
  const value = values[name]
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}
