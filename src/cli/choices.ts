/** The words options take, known before anything else is loaded. */

/** What every command prints that has a result. */
export const FORMATS = ['text', 'json', 'markdown', 'csv'] as const
export const THEMES = ['auto', 'light', 'dark', 'mono'] as const
export const COLOR_CHOICES = ['auto', 'always', 'never'] as const

export type Format = (typeof FORMATS)[number]
export type Theme = (typeof THEMES)[number]
export type ColorChoice = (typeof COLOR_CHOICES)[number]
