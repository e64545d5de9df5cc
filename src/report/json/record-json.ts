import type { Analysis } from '../../analysis/analysis.ts'
import { fromBytes } from '../../image/byte-string.ts'
import type { ContainerRecord } from '../../image/container.ts'
import type { EntryType } from '../../image/entry.ts'
import type { Fact } from '../../image/facts/fact.ts'
import type { ReadLayer } from '../../tree/layer.ts'
import {
  entryDevice,
  entryGid,
  entryLength,
  entryLinkName,
  entryMode,
  entryMtime,
  entryPath,
  entryRole,
  entrySha256,
  entryStored,
  entryType,
  entryUid,
  entryXattrs,
  type LayerTree,
} from '../../tree/layer-tree.ts'
import { formatOctalMode } from '../format-mode.ts'
import { type FindingJson, findingJson } from './finding-json.ts'
import { Streamed } from './json-pieces.ts'

/** What opening a saved analysis needs of the documents beside everything else; only with `--files`. */
export interface RecordJson {
  readonly annotations: Readonly<Record<string, string>>
  readonly author: string | null
  readonly container: ContainerRecord | null
  /** Those of the top-level findings that are about the documents. */
  readonly findings: readonly FindingJson[]
}

/** What opening a saved analysis needs of one layer: its entries as its tar has them, before they were applied. */
export interface LayerRecordJson {
  /** Those of the top-level findings that reading the layer turned up; applying it turns up the others again. */
  readonly findings: readonly FindingJson[]
  /** False when the layer held more facts than are kept. */
  readonly factsComplete: boolean
  readonly entries: Streamed<EntryJson>
}

/** One entry of a tar. Names have one character a byte; what is not there is left out. */
export interface EntryJson {
  /** Normalised, markers included. `null`: its name climbs out of the root (`outside`) or holds a NUL (`nul`). */
  readonly path: string | null
  readonly problem?: 'outside' | 'nul'
  readonly type: EntryType
  readonly mode: string
  readonly uid: number
  readonly gid: number
  /** Seconds since 1970. */
  readonly mtime: number
  /** Of a file. */
  readonly bytes?: number
  /** Of a sparse file: the bytes the tar stores. */
  readonly stored?: number
  readonly sha256?: string
  readonly linkName?: string
  /** Major and minor. */
  readonly device?: readonly [major: number, minor: number]
  /** Values in base64. */
  readonly xattrs?: Readonly<Record<string, string>>
  /** By kind. */
  readonly facts?: Readonly<Record<string, FactJson>>
}

/** What was learnt of the content: a fact as it is, bytes in base64. */
export type FactJson = Readonly<Record<string, unknown>>

export function recordJson({ documents }: Analysis): RecordJson {
  return {
    annotations: documents.annotations,
    author: documents.config.author,
    container: documents.container ?? null,
    findings: documents.findings.map(findingJson),
  }
}

export function layerRecordJson({ index, tree, facts, findings }: ReadLayer): LayerRecordJson {
  const own = [...findings, ...tree.findings].map(finding => ({ ...finding, layer: index }))
  return {
    findings: own.map(findingJson),
    factsComplete: facts.complete,
    entries: new Streamed(() => entriesJson(tree, facts.byEntry)),
  }
}

function* entriesJson(tree: LayerTree, facts: ReadonlyMap<number, readonly Fact[]>): Generator<EntryJson> {
  for (let entry = 0; entry < tree.entries; entry++) yield entryJson(tree, entry, facts.get(entry))
}

function entryJson(tree: LayerTree, entry: number, facts: readonly Fact[] | undefined): EntryJson {
  return {
    ...placeJson(tree, entry),
    type: entryType(tree, entry),
    mode: formatOctalMode(entryMode(tree, entry)),
    uid: entryUid(tree, entry),
    gid: entryGid(tree, entry),
    mtime: entryMtime(tree, entry),
    ...contentJson(tree, entry),
    ...linkJson(tree, entry),
    ...xattrsJson(tree, entry),
    ...(facts === undefined ? {} : { facts: Object.fromEntries(facts.map(factJson)) }),
  }
}

function placeJson(tree: LayerTree, entry: number): Pick<EntryJson, 'path' | 'problem'> {
  const role = entryRole(tree, entry)
  if (role === 'outsideName') return { path: null, problem: 'outside' }
  return role === 'nulName' ? { path: null, problem: 'nul' } : { path: entryPath(tree, entry) }
}

function contentJson(tree: LayerTree, entry: number): Pick<EntryJson, 'bytes' | 'stored' | 'sha256'> {
  if (entryType(tree, entry) !== 'file') return {}
  const bytes = entryLength(tree, entry)
  const stored = entryStored(tree, entry)
  const sha256 = entrySha256(tree, entry)
  return { bytes, ...(stored === bytes ? {} : { stored }), ...(sha256 === null ? {} : { sha256 }) }
}

function linkJson(tree: LayerTree, entry: number): Pick<EntryJson, 'linkName' | 'device'> {
  const linkName = entryLinkName(tree, entry)
  const device = entryDevice(tree, entry)
  return {
    ...(linkName === null ? {} : { linkName }),
    ...(device === null ? {} : { device: [device.major, device.minor] }),
  }
}

function xattrsJson(tree: LayerTree, entry: number): Pick<EntryJson, 'xattrs'> {
  const xattrs = entryXattrs(tree, entry)
  if (xattrs.size === 0) return {}
  return { xattrs: Object.fromEntries([...xattrs].map(([name, value]) => [name, base64(value)])) }
}

function factJson({ kind, ...fact }: Fact): readonly [kind: Fact['kind'], fact: FactJson] {
  const members = Object.entries(fact).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? base64(value) : value,
  ])
  return [kind, Object.fromEntries(members)]
}

function base64(bytes: Uint8Array): string {
  return btoa(fromBytes(bytes))
}
