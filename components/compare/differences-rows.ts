import type { ConfigField } from '../../src/analysis/compare/compare-config.ts'
import { compareConfig } from '../../src/analysis/compare/compare-config.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { sideTitle } from '../../src/store/actions/compare/mark-layer.ts'
import type { Pair } from '../../src/store/compare-state.ts'
import { documentsOf } from '../../src/store/selectors/step-rows.ts'
import type { State } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { type PairField, pairTable } from './pair-table.ts'

/** In what the configurations of two images differ, setting by setting. */
export function differencesRows(state: State, pair: Pair, width: number): RowContent[] {
  const [a, b] = [documentsOf(state.images.get(pair.a.image)), documentsOf(state.images.get(pair.b.image))]
  if (a === undefined || b === undefined)
    return paragraph('The configurations are compared as soon as both are known.', 'dim', width)
  const fields = configFields(a, b)
  if (fields.length === 0) return paragraph('The configurations are the same.', 'good', width)
  const names: PairField = ['', `A  ${sideTitle(pair.a)}`, `B  ${sideTitle(pair.b)}`]
  return pairTable([names, ['', '', ' '], ...fields], width)
}

/** A field with several settings is named once. */
function configFields(a: ImageDocuments, b: ImageDocuments): PairField[] {
  let before: ConfigField | null = null
  return compareConfig(a, b).map(({ field, name, a: inA, b: inB }) => {
    const title = field === before ? '' : TITLES[field]
    before = field
    return [title, settingText(name, inA), settingText(name, inB)]
  })
}

/** `PORT=8080`; of a port or a volume, only its name. */
function settingText(name: string | null, value: string | null): string | null {
  if (value === null || name === null) return value
  return value === '' ? name : `${name}=${value}`
}

const TITLES = {
  platform: 'platform',
  entrypoint: 'entrypoint',
  command: 'command',
  user: 'user',
  workingDirectory: 'directory',
  environment: 'environment',
  ports: 'ports',
  volumes: 'volumes',
  labels: 'labels',
  shell: 'shell',
  stopSignal: 'stop signal',
  healthcheck: 'healthcheck',
  onBuild: 'on build',
} as const satisfies Record<ConfigField, string>
