import type { Finding } from '../../src/image/finding.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { formatPlatform } from '../../src/image/platform.ts'
import { displayText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { documentsOf } from '../../src/store/selectors/step-rows.ts'
import type { ImageState } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** Every field, empty ones included where their emptiness says something, and what was found about all of the image. */
export function configRows(
  documents: ImageDocuments,
  findings: readonly Finding[],
  width: number,
): RowContent[] {
  const told = findings.filter(({ layer }) => layer === null).map(({ message }) => message)
  const fields = [...fieldsOf(documents), ...(told.length === 0 ? [] : [['findings', told] as const])]
  return fields.flatMap(([name, values]) => fieldRows(name, values, width))
}

type Field = readonly [name: string, values: readonly string[]]

function fieldsOf({ config, tags, digest, id, platform, created, annotations }: ImageDocuments): Field[] {
  return [
    ['tags', orNone(tags)],
    ['image id', [id ?? 'unknown']],
    ['digest', [digest ?? 'unknown: this source has no manifest digest']],
    ['platform', [formatPlatform(platform)]],
    ['created', [created ?? 'not recorded']],
    ['entrypoint', [argumentList(config.entrypoint)]],
    ['command', [argumentList(config.command)]],
    ['user', [config.user === '' ? 'root (none set)' : config.user]],
    ['directory', [config.workingDirectory === '' ? '/ (none set)' : config.workingDirectory]],
    ['environment', orNone(config.environment)],
    ['ports', orNone(config.exposedPorts)],
    ['volumes', orNone(config.volumes)],
    ...(config.shell.length === 0 ? [] : [['shell', [argumentList(config.shell)]] as const]),
    ...(config.stopSignal === null ? [] : [['stop signal', [config.stopSignal]] as const]),
    ...(config.healthcheck === null
      ? []
      : [['healthcheck', [argumentList(config.healthcheck.test)]] as const]),
    ...(config.onBuild.length === 0 ? [] : [['on build', config.onBuild] as const]),
    ['labels', orNone(pairs(config.labels))],
    ...(Object.keys(annotations).length === 0 ? [] : [['annotations', pairs(annotations)] as const]),
  ]
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length === 0 ? ['none'] : values
}

function pairs(record: Readonly<Record<string, string>>): string[] {
  return Object.entries(record).map(([name, value]) => `${name}=${value}`)
}

/** As JSON, the way a Dockerfile's exec form has it: quotes and spaces cannot be mistaken. */
function argumentList(words: readonly string[]): string {
  return words.length === 0 ? 'none' : JSON.stringify(words)
}

const NAME_COLUMN = 13

function fieldRows(name: string, values: readonly string[], width: number): RowContent[] {
  const lines = values.flatMap(value => wrapText(displayText(value), Math.max(8, width - NAME_COLUMN - 1)))
  return lines.map((text, at) => ({
    segments: [label(` ${(at === 0 ? name : '').padEnd(NAME_COLUMN)}`, 'heading'), { text }],
  }))
}

/** The rows of an image, as far as it is known. */
export function allConfigRows(image: ImageState | undefined, width: number): RowContent[] {
  const documents = documentsOf(image)
  const findings = image?.kind === 'ready' ? image.analysis.findings : []
  return documents === undefined ? [] : configRows(documents, findings, width)
}
