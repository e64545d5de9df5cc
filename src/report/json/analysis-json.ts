import { advise } from '../../analysis/advise.ts'
import type { Analysis } from '../../analysis/analysis.ts'
import { categoriesOf } from '../../analysis/contents/categories.ts'
import type { CategoryBytes } from '../../analysis/contents/category.ts'
import { type FileJson, finalFilesJson } from './file-json.ts'
import { type FindingJson, findingJson } from './finding-json.ts'
import { type StepJson, stepsJson } from './history-json.ts'
import { type ImageJson, imageJson } from './image-json.ts'
import { Streamed } from './json-pieces.ts'
import { type LayerJson, layersJson, layersWithFilesJson } from './layer-json.ts'
import { type RecordJson, recordJson } from './record-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'
import { type DuplicatesJson, duplicatesJson, type WasteJson, wasteJson } from './waste-json.ts'

/** What `layerscope IMAGE --json` prints. `null` = unknown. */
export interface AnalysisJson {
  readonly schemaVersion: string
  /** Whether every layer could be read. */
  readonly complete: boolean
  readonly reference: string
  readonly source: string
  readonly image: ImageJson
  readonly history: readonly StepJson[]
  readonly layers: readonly LayerJson[]
  /** Of the final tree, by what they are there for. */
  readonly categories: CategoryBytes | null
  readonly waste: WasteJson
  readonly duplicates: DuplicatesJson
  readonly dive: DiveJson | null
  readonly findings: readonly FindingJson[]
  /** What opening the analysis again needs; only with `--files`. */
  readonly record?: RecordJson
  /** The final tree; only with `--files`, and only when every layer could be read. */
  readonly finalFiles?: Streamed<FileJson>
}

/** dive's own figures, by dive's own arithmetic. */
export interface DiveJson {
  readonly efficiency: number
  readonly wastedBytes: number
  readonly userWastedPercent: number | null
}

export interface AnalysisJsonOptions {
  /** As the user typed it. */
  readonly reference: string
  /** Where the image was read from. */
  readonly source: string
  /** Whether every file is listed too. */
  readonly files: boolean
}

export function analysisJson(analysis: Analysis, options: AnalysisJsonOptions): AnalysisJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    complete: analysis.complete,
    reference: options.reference,
    source: options.source,
    image: imageJson(analysis),
    history: stepsJson(analysis),
    layers: options.files ? layersWithFilesJson(analysis) : layersJson(analysis),
    categories: categoriesOf(analysis).final,
    waste: wasteJson(analysis.waste),
    duplicates: duplicatesJson(analysis.duplicates, analysis.overlay),
    dive: analysis.dive,
    findings: [...analysis.findings, ...advise(analysis)].map(findingJson),
    ...(options.files ? { record: recordJson(analysis) } : {}),
    ...(options.files && analysis.complete
      ? { finalFiles: new Streamed(() => finalFilesJson(analysis.overlay, analysis.layers.length)) }
      : {}),
  }
}
