import { createReadStream } from 'node:fs'
import { fail } from '../errors.ts'
import type { Fact, LayerFacts } from '../image/facts/fact.ts'
import { type Field, isAbsent, isList, member, parseJsonDocument, text } from '../image/json-document.ts'
import type { Limits } from '../image/limits.ts'
import { SCHEMA_VERSION } from '../report/json/schema-version.ts'
import { isMissing, throwFileFault } from '../source/file-faults.ts'
import { refuseMissing } from '../source/missing-path.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
import { LayerTreeBuilder } from '../tree/layer-tree-builder.ts'
import { savedEntry } from './saved-entry.ts'
import { type JsonRow, JsonSplitter, type ListRule } from './split-json.ts'

/** A saved `--json` analysis, read back as far as it goes. */
export interface SavedAnalysis {
  /** Everything but its long lists. */
  readonly root: Field
  /** By position in `layers`; none for a layer without a record. */
  readonly layers: ReadonlyMap<number, SavedTree>
}

export interface SavedTree {
  readonly tree: LayerTree
  readonly byEntry: LayerFacts['byEntry']
}

/** Reads a saved analysis with its files. Faults: those of `readSavedRoot`, `malformedDocument` and `limitExceeded`. */
export async function readSavedAnalysis(
  path: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<SavedAnalysis> {
  const layers = new Map<number, TreeInTheMaking>()
  const root = await readSavedRoot(path, signal, row => addEntry(layers, row, path, limits))
  return { root, layers: new Map([...layers].map(([position, making]) => [position, finished(making)])) }
}

/**
 * Reads what is not a long list; the entries of layers are told row by row, or left out. Faults: those of a file;
 * `notAnImage` for what layerscope did not write, `usage` for a newer major version of it; `truncated`,
 * `malformedDocument`, `limitExceeded`.
 */
export async function readSavedRoot(
  path: string,
  signal: AbortSignal,
  onRow: ((row: JsonRow) => void) | null,
): Promise<Field> {
  const splitter = new JsonSplitter({
    document: path,
    ruleOf: at => ruleOf(at, onRow !== null),
    onRow: row => onRow?.(row),
    mostKept: MOST_KEPT,
    mostRow: MOST_ROW,
  })
  await readFile(path, splitter, signal)
  const root = parseJsonDocument(splitter.finish(), path)
  checkVersion(root, path)
  return root
}

/** Documents, findings and history; an image with more of them has been made up. */
const MOST_KEPT = 64 * 1024 * 1024
/** A package database of 16 MiB, in base64. */
const MOST_ROW = 32 * 1024 * 1024

interface TreeInTheMaking {
  readonly builder: LayerTreeBuilder
  readonly byEntry: Map<number, readonly Fact[]>
}

/** Lists that say the same again, and lists as long as the image has files. */
function ruleOf(at: readonly (string | number)[], wantsRows: boolean): ListRule {
  const place = at.map(step => (typeof step === 'number' ? '*' : step)).join('.')
  if (place === 'layers.*.record.entries') return wantsRows ? 'rows' : 'drop'
  return DROPPED.has(place) ? 'drop' : 'keep'
}

const DROPPED: ReadonlySet<string> = new Set([
  'layers.*.files',
  'finalFiles',
  'waste.items',
  'duplicates.items',
])

function addEntry(
  layers: Map<number, TreeInTheMaking>,
  { at, index, bytes }: JsonRow,
  path: string,
  limits: Limits,
) {
  const position = Number(at[1])
  const where = `layers[${position}].record.entries[${index}]`
  const { header, sha256, facts } = savedEntry(parseJsonDocument(bytes, `${path}, ${where}`))
  const making = layers.get(position) ?? beginTree(limits, `Layer ${position} of ${path}`)
  layers.set(position, making)
  const entry = making.builder.add(header)
  if (sha256 !== null) making.builder.setContent(entry, sha256)
  if (facts.length > 0) making.byEntry.set(entry, facts)
}

function beginTree(limits: Limits, what: string): TreeInTheMaking {
  return { builder: new LayerTreeBuilder(limits, what), byEntry: new Map() }
}

/** What its names turned up is among the saved findings. */
function finished({ builder, byEntry }: TreeInTheMaking): SavedTree {
  return { tree: { ...builder.build(), findings: [] }, byEntry }
}

async function readFile(path: string, splitter: JsonSplitter, signal: AbortSignal): Promise<void> {
  let isFirst = true
  try {
    for await (const chunk of createReadStream(path, { signal, highWaterMark: 1024 * 1024 })) {
      if (isFirst && !/^(?:\xef\xbb\xbf)?\s*[{[]/.test(chunk.subarray(0, 64).toString('latin1')))
        refuseOther(path, 'no JSON document')
      isFirst = false
      splitter.push(chunk)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (isMissing(error)) await refuseMissing(path)
    throwFileFault(error, path)
  }
  if (isFirst) refuseOther(path, 'an empty file')
}

function checkVersion(root: Field, path: string): void {
  if (isList(root) || isAbsent(member(root, 'schemaVersion')))
    refuseOther(path, 'a JSON document that layerscope did not write')
  const version = text(member(root, 'schemaVersion')) ?? ''
  const [ours] = SCHEMA_VERSION.split('.')
  const [major = ''] = version.split('.')
  if (!/^\d+\.\d+$/.test(version)) refuseOther(path, `a JSON document of version "${version}"`)
  if (major !== ours)
    fail({
      kind: 'usage',
      message: `${path} has version ${version} of the analysis; this layerscope reads ${ours}.x. Open it with the layerscope that wrote it, or save it again.`,
    })
  if (isAbsent(member(root, 'image')) || isAbsent(member(root, 'layers')))
    refuseOther(path, 'another report of layerscope')
}

function refuseOther(path: string, found: string): never {
  return fail({ kind: 'notAnImage', reference: path, found, valid: VALID })
}

const VALID = 'an analysis saved with layerscope IMAGE --json --files'
