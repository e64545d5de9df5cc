import { filesCsv } from '../report/files-csv.ts'
import { filesMarkdown } from '../report/files-markdown.ts'
import { filesJson } from '../report/json/file-json.ts'
import { Streamed } from '../report/json/json-pieces.ts'
import { listText } from '../report/list-text.ts'
import { ownNodes } from '../report/own-path.ts'
import { nodesBeneath } from '../report/path-order.ts'
import { childrenIn, typeOf } from '../tree/tree-view.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { findPlace } from './find-place.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { flag } from './option-values.ts'
import { printResult, type Result } from './print.ts'
import { type ReadImage, readImage, reportMissingLayers } from './read-image.ts'

export const ls: Command = {
  name: 'ls',
  summary: 'files of an image, or of one layer',
  description:
    'Lists a directory of the image, or one file. Symlinks on the way are followed inside the image. PATH that is ' +
    'itself a symlink to a directory is listed, except with -l, which shows the link; a slash at its end lists it. ' +
    'With -R everything beneath, one whole path a line. Times are UTC, sizes bytes, owners numbers.',
  words: [
    { syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'where in the image (/)', completes: NOTHING },
  ],
  options: [
    {
      syntax: '-l, --long',
      description: 'type, mode, owner, bytes, time and link target',
      completes: NOTHING,
    },
    { syntax: '-R, --recursive', description: 'everything beneath', completes: NOTHING },
    ...LAYER_OPTIONS,
  ],
  examples: [
    { line: 'layerscope ls -l api-service:naive /usr/local/bin', says: 'what a container sees there' },
    {
      line: 'layerscope ls -lR api-service:naive --only-layer 4',
      says: 'what layer 4 wrote (A, M) and removed (D)',
    },
    { line: 'layerscope ls --json -R image.tar /etc', says: 'every path beneath /etc, for a script' },
  ],
  async run(call) {
    const [reference = '', path = '/'] = call.words
    const image = await readImage(reference, call)
    await printList(reference, path, image, call)
    return reportMissingLayers(image.analysis, call)
  },
}

async function printList(
  reference: string,
  path: string,
  { analysis }: ReadImage,
  call: Call,
): Promise<void> {
  const recursive = flag(call.values, 'recursive')
  const long = flag(call.values, 'long')
  const { view, node } = findPlace(analysis, reference, path, long ? 'show' : 'enter', call.values)
  const isDirectory = typeOf(view, node) === 'directory'
  const nodes = (): Iterable<number> => {
    if (!isDirectory) return [node]
    if (!recursive) return childrenIn(view, node)
    return view.scope === 'changes' ? ownNodes(view, nodesBeneath(view, node)) : nodesBeneath(view, node)
  }
  const paths = recursive || !isDirectory
  const result: Result = {
    text: () => listText(view, nodes, { long, paths, changes: view.scope === 'changes' && long }),
    json: () => new Streamed(() => filesJson(view, nodes())),
    markdown: () => filesMarkdown(view, nodes()),
    csv: () => filesCsv(view, nodes()),
  }
  await printResult(result, call)
}
