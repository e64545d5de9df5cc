import { advise } from '../../analysis/advise.ts'
import type { Analysis, DuplicateItem, Duplicates, Waste } from '../../analysis/analysis.ts'
import type { WasteItem, WasteItems, WasteReason } from '../../analysis/waste-items.ts'
import type { Difference } from '../../tree/change.ts'
import { nodePath, type Overlay } from '../../tree/overlay.ts'
import { type FindingJson, findingJson } from './finding-json.ts'
import { Streamed } from './json-pieces.ts'
import { nameBytesJson, nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** Bytes no container can ever see. */
export interface WasteJson {
  readonly bytes: number | null
  readonly ratio: number | null
  readonly efficiency: number | null
  readonly byReason: Readonly<Record<WasteReason, number>> | null
  readonly withoutBase: WasteWithoutBaseJson | null
  readonly items: Streamed<WasteItemJson>
}

export interface WasteWithoutBaseJson {
  readonly bytes: number
  readonly ratio: number
  readonly efficiency: number
  readonly baseBytesKilled: number
}

export interface WasteItemJson {
  readonly path: string
  readonly pathBytes?: string
  readonly bytes: number
  readonly reason: WasteReason
  /** The layer that wrote the bytes. */
  readonly layer: number
  /** The layer that killed them. */
  readonly by: number
  readonly differs: readonly Difference[]
}

export interface DuplicatesJson {
  readonly bytes: number | null
  readonly items: Streamed<DuplicateJson>
}

export interface DuplicateJson {
  readonly sha256: string
  readonly bytes: number
  readonly paths: readonly string[]
}

/** What `layerscope waste --json` prints. */
export interface WasteReportJson {
  readonly schemaVersion: string
  readonly waste: WasteJson
  /** What to change, and what it saves. */
  readonly findings: readonly FindingJson[]
}

export function wasteReportJson(analysis: Analysis): WasteReportJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    waste: wasteJson(analysis.waste),
    findings: advise(analysis).map(findingJson),
  }
}

export function wasteJson(waste: Waste): WasteJson {
  const { bytes, ratio, efficiency, byReason, withoutBase } = waste
  return {
    bytes,
    ratio,
    efficiency,
    byReason,
    withoutBase,
    items: new Streamed(() => wasteItemsJson(waste.items)),
  }
}

export function duplicatesJson({ bytes, items }: Duplicates, overlay: Overlay): DuplicatesJson {
  return { bytes, items: new Streamed(() => duplicateItemsJson(items, overlay)) }
}

function* duplicateItemsJson(items: readonly DuplicateItem[], overlay: Overlay): Generator<DuplicateJson> {
  for (const { sha256, bytes, nodes } of items)
    yield { sha256, bytes, paths: Array.from(nodes, node => nameJson(nodePath(overlay, node))) }
}

function* wasteItemsJson(items: WasteItems): Generator<WasteItemJson> {
  for (const item of items) yield wasteItemJson(item)
}

function wasteItemJson({ path, bytes, reason, layer, by, differs }: WasteItem): WasteItemJson {
  const pathBytes = nameBytesJson(path)
  return {
    path: nameJson(path),
    ...(pathBytes === undefined ? {} : { pathBytes }),
    bytes,
    reason,
    layer,
    by,
    differs,
  }
}
