import type { Healthcheck, ImageConfig } from '../../image/config.ts'
import type { ImageDocuments } from '../../image/image.ts'
import { formatPlatform } from '../../image/platform.ts'

/** What of an image's configuration can differ. */
export const CONFIG_FIELDS = [
  'platform',
  'entrypoint',
  'command',
  'user',
  'workingDirectory',
  'environment',
  'ports',
  'volumes',
  'labels',
  'shell',
  'stopSignal',
  'healthcheck',
  'onBuild',
] as const

export type ConfigField = (typeof CONFIG_FIELDS)[number]

/** One setting that differs; `null` where that image does not set it. */
export interface ConfigDifference {
  readonly field: ConfigField
  /** The variable, label, port or volume; `null` for a field that is one setting. */
  readonly name: string | null
  /** Lists in the exec form of a Dockerfile: `["/server", "-v"]`. A port or volume is set to the empty text. */
  readonly a: string | null
  readonly b: string | null
}

/** The settings that differ, field by field, names sorted (semantics §7). */
export function compareConfig(a: ImageDocuments, b: ImageDocuments): readonly ConfigDifference[] {
  const settings = [settingsOf(a), settingsOf(b)] as const
  return CONFIG_FIELDS.flatMap(field => compareField(field, settings[0][field], settings[1][field]))
}

/** One setting, or several by name. */
type Setting = string | null | ReadonlyMap<string, string>

function settingsOf({ config, platform }: ImageDocuments): Readonly<Record<ConfigField, Setting>> {
  return {
    platform: formatPlatform(platform),
    entrypoint: listText(config.entrypoint),
    command: listText(config.command),
    user: filled(config.user),
    workingDirectory: filled(config.workingDirectory),
    environment: variables(config),
    ports: namesOnly(config.exposedPorts),
    volumes: namesOnly(config.volumes),
    labels: new Map(Object.entries(config.labels)),
    shell: listText(config.shell),
    stopSignal: config.stopSignal,
    healthcheck: healthcheckText(config.healthcheck),
    onBuild: listText(config.onBuild),
  }
}

function compareField(field: ConfigField, a: Setting, b: Setting): ConfigDifference[] {
  if (typeof a === 'string' || a === null || typeof b === 'string' || b === null) {
    const [textA, textB] = [textOf(a), textOf(b)]
    return textA === textB ? [] : [{ field, name: null, a: textA, b: textB }]
  }
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .filter(name => a.get(name) !== b.get(name))
    .map(name => ({ field, name, a: a.get(name) ?? null, b: b.get(name) ?? null }))
}

function textOf(setting: Setting): string | null {
  return typeof setting === 'string' ? setting : null
}

/** Of a variable set twice the last counts, as for the process. */
function variables({ environment }: ImageConfig): ReadonlyMap<string, string> {
  return new Map(
    environment.map(setting => {
      const at = setting.indexOf('=')
      return at < 0 ? [setting, ''] : [setting.slice(0, at), setting.slice(at + 1)]
    }),
  )
}

function namesOnly(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map(name => [name, '']))
}

function listText(words: readonly string[]): string | null {
  return words.length === 0 ? null : JSON.stringify(words).replaceAll('","', '", "')
}

function filled(text: string): string | null {
  return text === '' ? null : text
}

function healthcheckText(check: Healthcheck | null): string | null {
  if (check === null) return null
  const { test, intervalNanoseconds, timeoutNanoseconds, retries } = check
  const options = [
    intervalNanoseconds === null ? '' : ` --interval=${intervalNanoseconds / 1e9}s`,
    timeoutNanoseconds === null ? '' : ` --timeout=${timeoutNanoseconds / 1e9}s`,
    retries === null ? '' : ` --retries=${retries}`,
  ]
  return `${listText(test) ?? '[]'}${options.join('')}`
}
