import { fail } from '../errors.ts'
import type { ImageDocuments, LayerDescriptor } from '../image/image.ts'
import {
  elements,
  type Field,
  flag,
  isAbsent,
  member,
  requiredText,
  text,
  texts,
  wrong,
} from '../image/json-document.ts'
import { DEFAULT_LIMITS } from '../image/limits.ts'
import type { ReadOptions, Source, SourceBase, SourcePart } from '../source/source.ts'
import type { Layer, ReadLayer } from '../tree/layer.ts'
import { LayerTreeBuilder } from '../tree/layer-tree-builder.ts'
import { readSavedAnalysis, type SavedAnalysis, type SavedTree } from './saved-analysis.ts'
import { savedDocuments } from './saved-documents.ts'
import { savedFindings } from './saved-finding.ts'
import { requiredCount, wordOf } from './saved-text.ts'

/**
 * A saved `--json --files` analysis as a source: documents, and layers that were taken apart already. Every figure is
 * computed from them again. It has no contents.
 */
export function analysisSource(path: string): Source {
  return {
    info: { kind: 'analysis', label: path, notes: [] },
    parts: options => savedParts(path, options),
  }
}

async function* savedParts(
  path: string,
  { limits, platform, signal }: ReadOptions,
): AsyncGenerator<SourcePart, void, undefined> {
  const saved = await readSavedAnalysis(path, limits, signal)
  if (isAbsent(member(saved.root, 'record'))) refuseFigures(path)
  const documents = savedDocuments(saved.root)
  checkPlatform(documents, platform, path)
  yield { kind: 'documents', stage: 'final', documents }
  yield {
    kind: 'base',
    base: savedBase(member(member(saved.root, 'image'), 'base'), documents.layers.length),
  }
  for (const descriptor of documents.layers) yield { kind: 'layer', layer: savedLayer(saved, descriptor) }
}

function refuseFigures(path: string): never {
  return fail({
    kind: 'usage',
    message: `${path} holds figures, but not the files it takes to open it: save it with layerscope IMAGE --json --files -o ${path}. As it is, it can be a --baseline of ci.`,
  })
}

function checkPlatform(
  { platform }: ImageDocuments,
  wanted: ReadOptions['platform'],
  reference: string,
): void {
  if (wanted === null) return
  const isWanted =
    wanted.os === platform.os &&
    wanted.architecture === platform.architecture &&
    (wanted.variant === null || wanted.variant === platform.variant)
  if (!isWanted) fail({ kind: 'missingPlatform', reference, wanted, choices: [platform] })
}

/** What was known of the base image when the analysis was saved. */
function savedBase(field: Field, layers: number): SourceBase | null {
  if (isAbsent(field)) return null
  const count = requiredCount(member(field, 'layers'))
  if (count > layers) return wrong(member(field, 'layers'), `at most ${layers}`)
  return {
    layers: count,
    certainty: wordOf(member(field, 'certainty'), ['stated', 'matched', 'likely']),
    name: text(member(field, 'name')),
    evidence: texts(member(field, 'evidence')),
  }
}

function savedLayer({ root, layers }: SavedAnalysis, descriptor: LayerDescriptor): Layer {
  const { index, diffId, digest, mediaType } = descriptor
  const field = elements(member(root, 'layers'))[index] ?? wrong(root, 'a list of layers')
  const record = member(field, 'record')
  if (text(member(field, 'state')) === 'unreadable' || isAbsent(record)) {
    const fault = member(field, 'fault')
    const was = requiredText(member(fault, 'kind'))
    const message = requiredText(member(fault, 'message'))
    return { kind: 'unreadable', index, diffId, digest, mediaType, fault: { kind: 'saved', was, message } }
  }
  return readLayer(descriptor, field, layers.get(index) ?? NO_ENTRIES)
}

const NO_ENTRIES: SavedTree = { tree: new LayerTreeBuilder(DEFAULT_LIMITS).build(), byEntry: new Map() }

function readLayer(descriptor: LayerDescriptor, field: Field, { tree, byEntry }: SavedTree): ReadLayer {
  const { index, diffId, digest, mediaType, blobBytes } = descriptor
  const record = member(field, 'record')
  return {
    kind: 'read',
    index,
    diffId: diffId ?? wrong(member(field, 'diffId'), 'a digest'),
    digest,
    mediaType,
    transferBytes: blobBytes,
    tree,
    facts: { byEntry, complete: flag(member(record, 'factsComplete')) },
    findings: savedFindings(member(record, 'findings')),
  }
}
