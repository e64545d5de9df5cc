import { fail } from '../errors.ts'
import { filesCsv } from '../report/files-csv.ts'
import { filesJson } from '../report/json/file-json.ts'
import { findJson } from '../report/json/find-json.ts'
import type { Line } from '../report/line.ts'
import { treeMarkdown } from '../report/tree-markdown.ts'
import { treeText } from '../report/tree-text.ts'
import { nodePath } from '../tree/overlay.ts'
import type { TreeView } from '../tree/tree-view.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { findPlace } from './find-place.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { nodesAt } from './nodes-at.ts'
import { text } from './option-values.ts'
import { printResult, type Result } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const tree: Command = {
  name: 'tree',
  summary: 'files drawn as a tree',
  description:
    'Draws a directory of the image and what is beneath it. With --only-layer what that layer wrote (A, M, = for the ' +
    'same again) and removed (D).',
  words: [
    { syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'where in the image (/)', completes: NOTHING },
  ],
  options: [
    { syntax: '-L, --levels <N>', description: 'no deeper than N levels', completes: NOTHING },
    ...LAYER_OPTIONS,
  ],
  examples: [
    { line: 'layerscope tree -L 2 api-service:naive', says: 'the upper two levels' },
    { line: 'layerscope tree --only-layer 4 api-service:naive', says: 'what layer 4 did' },
  ],
  async run(call) {
    const [reference = '', path = '/'] = call.words
    const levels = parseLevels(call)
    const { analysis } = await readImage(reference, call)
    const { view, node } = findPlace(analysis, reference, path, 'enter', call.values)
    const drawing = (): Iterable<Line> => treeText(view, node, { levels, ascii: call.options.ascii })
    const nodes = (): Iterable<number> => upTo(levels, view, node)
    const result: Result = {
      text: drawing,
      json: () => findJson(() => filesJson(view, nodes())),
      markdown: () => treeMarkdown(drawing()),
      csv: () => filesCsv(view, nodes()),
    }
    await printResult(result, call)
    return reportMissingLayers(analysis, call)
  },
}

/** The drawn paths, in the order of paths. */
function* upTo(levels: number | null, view: TreeView, top: number): Generator<number> {
  const deepest = levels === null ? Number.POSITIVE_INFINITY : depthOf(view, top) + levels
  for (const node of nodesAt(view, top)) if (depthOf(view, node) <= deepest) yield node
}

/** 0 of the root. */
function depthOf({ overlay }: TreeView, node: number): number {
  return nodePath(overlay, node)
    .split('/')
    .filter(name => name !== '').length
}

function parseLevels({ values }: Call): number | null {
  const given = text(values, 'levels')
  if (given === null || /^[1-9]\d*$/.test(given)) return given === null ? null : Number(given)
  return fail({ kind: 'usage', message: `-L is "${given}"; it takes a number of levels, from 1.` })
}
