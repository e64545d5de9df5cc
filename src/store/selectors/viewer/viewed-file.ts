import type { ElfFact } from '../../../image/facts/fact.ts'
import { factOf } from '../../../image/facts/fact.ts'
import { entryLength } from '../../../tree/layer-tree.ts'
import { type EntryPlace, findNode } from '../../../tree/overlay.ts'
import { type PathVersion, versionsOf } from '../../../tree/path-versions.ts'
import type { State } from '../../state.ts'
import type { FileContent, ViewedFile, ViewerMode } from '../../viewer-state.ts'

/** What is known of the file in the viewer before a byte of it is read. */
export interface FileOnScreen {
  readonly file: ViewedFile
  readonly place: EntryPlace
  /** Bytes, as `stat` counts them. */
  readonly length: number
  readonly elf: ElfFact | null
  /** Layers that left a content at the path, lowest first. */
  readonly versions: readonly number[]
}

/** `undefined` when no file is viewed, its image is being read again, or has no such file any more. */
export function fileOnScreen(state: State): FileOnScreen | undefined {
  return state.screen.kind === 'viewer' ? knownFile(state, state.screen.file) : undefined
}

/** `undefined` while its image is being read, and when that has no such file. */
export function knownFile({ images }: State, file: ViewedFile): FileOnScreen | undefined {
  const image = images.get(file.image)
  if (image?.kind !== 'ready') return undefined
  const { overlay, layers } = image.analysis
  const node = findNode(overlay, file.path)
  const versions = node === undefined ? [] : versionsOf(overlay, node).filter(hasContent)
  const place = versions.find(({ layer }) => layer === file.layer)?.place ?? undefined
  if (place === undefined) return undefined
  const layer = layers[place.layer]
  return {
    file,
    place,
    length: entryLength(place.tree, place.row),
    elf: layer?.kind === 'read' ? (factOf(layer.facts, place.row, 'elf') ?? null) : null,
    versions: versions.map(version => version.layer),
  }
}

export function hasContent({ type, place }: PathVersion): boolean {
  return type === 'file' && place !== null
}

/** The modes a file can be shown in, the one that suits it first. */
export function modesOf(
  { elf }: FileOnScreen,
  { isText, archive }: Pick<FileContent, 'isText' | 'archive'>,
): readonly ViewerMode[] {
  if (elf !== null) return ['summary', 'hex', 'text']
  if (archive !== null) return ['listing', 'hex', 'text']
  return isText === false ? ['hex', 'text'] : ['text', 'hex']
}

export function modeOf(state: State, shown: FileOnScreen): ViewerMode {
  return state.viewer.mode ?? modesOf(shown, state.viewer.content)[0] ?? 'text'
}
