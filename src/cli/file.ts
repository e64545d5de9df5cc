import type { Analysis } from '../analysis/analysis.ts'
import { type ImageContent, openContent } from '../content/open-content.ts'
import { LayerscopeError } from '../errors.ts'
import { factOf } from '../image/facts/fact.ts'
import type { Limits } from '../image/limits.ts'
import type { TreePath } from '../image/tree-path.ts'
import { archiveKind } from '../report/content-kind/archive-kind.ts'
import { contentKind } from '../report/content-kind/content-kind.ts'
import { magicKind } from '../report/content-kind/magic-kind.ts'
import { TEXT_HEAD } from '../report/content-kind/text-encoding.ts'
import { typeKind } from '../report/content-kind/type-kind.ts'
import { type DisplayText, displayName, displayText, joinText } from '../report/display-name.ts'
import { kindJson } from '../report/json/kind-json.ts'
import { kindCsv, kindMarkdown } from '../report/kind-rows.ts'
import { type Line, shown } from '../report/line.ts'
import { decompress } from '../stream/decompress.ts'
import { HEAD_LENGTH, peek } from '../stream/sniff.ts'
import { nodePath } from '../tree/overlay.ts'
import { describe, inodePlace } from '../tree/tree-view.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { refuseRemoved } from './find-file.ts'
import { findPlace, type Place } from './find-place.ts'
import { imageAndPath } from './image-and-path.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { openImage } from './open-image.ts'
import { printResult, type Result } from './print.ts'
import { reportMissingLayers } from './read-image.ts'

export const file: Command = {
  name: 'file',
  summary: 'what a file is, in one line',
  description:
    'Says what a path of the image is by its content, as file does: the architecture and linkage of a program, the ' +
    'interpreter of a script, the encoding of a text, the kind of an archive. A symlink is followed inside the image.',
  words: [
    { syntax: '<IMAGE>', description: 'the image, or IMAGE:/PATH', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'a path in it', completes: NOTHING },
  ],
  options: LAYER_OPTIONS,
  examples: [
    {
      line: 'layerscope file api-service:scratch /server',
      says: 'is it static, and for which architecture?',
    },
    {
      line: 'layerscope file image.tar /usr/local/bin/entrypoint.sh',
      says: 'which interpreter, and are there CRs?',
    },
  ],
  async run(call) {
    const [image = '', typed] = call.words
    const named = imageAndPath(image, typed)
    await using opened = await openImage(named.reference, call, 'one')
    const { analysis, content } = opened
    const place = findPlace(analysis, named.reference, named.path, 'follow', call.values)
    refuseRemoved(place, named)
    const kind = await kindOf(place, analysis, content, call.surroundings.signal)
    await printKind(place, named.path, kind, call)
    return reportMissingLayers(analysis, call)
  },
}

async function kindOf(
  { view, node }: Place,
  { layers }: Analysis,
  content: ImageContent,
  signal: AbortSignal,
): Promise<DisplayText> {
  const state = describe(view, node)
  const inode = inodePlace(view, node)
  if (state.type !== 'file' || inode === null) return typeKind(state)
  const { head, bytes } = await peek(openContent(content, inode, { signal, end: TEXT_HEAD }), TEXT_HEAD)
  await bytes.return()
  const layer = layers[inode.layer]
  const elf = layer?.kind === 'read' ? (factOf(layer.facts, inode.row, 'elf') ?? null) : null
  const kind = joinText(typeKind(state), contentKind({ head, elf }))
  if (archiveKind(head) !== 'compressed') return kind
  return joinText(kind, await kindInside(openContent(content, inode, { signal }), content.limits))
}

/** `, a tar archive (GNU) inside`; nothing when there is none, or the compression is broken. */
async function kindInside(bytes: AsyncIterable<Uint8Array>, limits: Limits): Promise<DisplayText> {
  try {
    const unpacked = await decompress(bytes, { what: 'It', limits })
    const { head, bytes: rest } = await peek(unpacked.bytes, HEAD_LENGTH)
    await rest.return()
    return displayText(archiveKind(head) === 'tar' ? `, a ${magicKind(head)} inside` : '')
  } catch (error) {
    if (error instanceof LayerscopeError && error.fault.kind !== 'interrupted') return displayText('')
    throw error
  }
}

async function printKind({ view, node }: Place, typed: string, kind: DisplayText, call: Call): Promise<void> {
  const path = nodePath(view.overlay, node)
  const result: Result = {
    text: () => [kindLine(path, typed, kind)],
    json: () => kindJson(path, kind),
    markdown: () => kindMarkdown(path, kind),
    csv: () => kindCsv(path, kind),
  }
  await printResult(result, call)
}

function kindLine(path: TreePath, typed: string, kind: DisplayText): Line {
  const isSame = displayName(path) === displayText(typed)
  const name = isSame
    ? displayName(path)
    : joinText(displayText(`${typed} (`), displayName(path), displayText(')'))
  return [shown(joinText(name, displayText(': '), kind))]
}
