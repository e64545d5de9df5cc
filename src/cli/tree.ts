import { fail } from '../errors.ts'
import { treeText } from '../report/tree-text.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { findPlace } from './find-place.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { text } from './option-values.ts'
import { printLines } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'
import { refuseFormat } from './refuse-format.ts'

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
  formats: [],
  examples: [
    { line: 'layerscope tree -L 2 api-service:naive', says: 'the upper two levels' },
    { line: 'layerscope tree --only-layer 4 api-service:naive', says: 'what layer 4 did' },
  ],
  async run(call) {
    const [reference = '', path = '/'] = call.words
    const levels = parseLevels(call)
    refuseFormat(call, 'tree', 'ls -R --json lists the same paths.')
    const { analysis } = await readImage(reference, call)
    const { view, node } = findPlace(analysis, reference, path, 'enter', call.values)
    await printLines(treeText(view, node, { levels, ascii: call.options.ascii }), call)
    return reportMissingLayers(analysis, call)
  },
}

function parseLevels({ values }: Call): number | null {
  const given = text(values, 'levels')
  if (given === null || /^[1-9]\d*$/.test(given)) return given === null ? null : Number(given)
  return fail({ kind: 'usage', message: `-L is "${given}"; it takes a number of levels, from 1.` })
}
