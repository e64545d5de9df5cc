import type { Analysis } from '../analysis/analysis.ts'
import type { FilterMatch } from '../analysis/filter.ts'
import { parseCriteria } from '../analysis/find-criteria.ts'
import { fail } from '../errors.ts'
import { filesCsv } from '../report/files-csv.ts'
import { filesMarkdown } from '../report/files-markdown.ts'
import { filesJson } from '../report/json/file-json.ts'
import { findJson } from '../report/json/find-json.ts'
import { listText } from '../report/list-text.ts'
import type { TreeView } from '../tree/tree-view.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { findPlace } from './find-place.ts'
import { findLayer, LAYER_OPTIONS } from './layer-option.ts'
import { nodesAt } from './nodes-at.ts'
import { flag, text } from './option-values.ts'
import { printResult, type Result } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const find: Command = {
  name: 'find',
  summary: 'files by name, type, size, mode, owner or layer',
  description:
    'Prints the paths at and beneath PATH that fit all of the options, one a line, in bytewise order. Sizes take ' +
    'k, M, G (thousands) and Ki, Mi, Gi; that of a directory is what lies beneath.',
  words: [
    { syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'where in the image (/)', completes: NOTHING },
  ],
  options: [
    { syntax: '-n, --name <GLOB>', description: 'name; with a slash the whole path', completes: NOTHING },
    {
      syntax: '-t, --type <TYPE>',
      description: 'f, d, l, c, b or p; several with commas',
      completes: NOTHING,
    },
    { syntax: '-s, --size <SIZE>', description: '20k exactly, +1M more, -1M less', completes: NOTHING },
    {
      syntax: '-m, --mode <MODE>',
      description:
        '0644 exactly, +4000 all of these bits, /6000 any; setuid, setgid, sticky, executable, world-writable',
      completes: NOTHING,
    },
    { syntax: '--owner <UID[:GID]>', description: 'owner, by number', completes: NOTHING },
    { syntax: '--written-by <N>', description: 'the layer that wrote it', completes: NOTHING },
    {
      syntax: '--status <STATUS>',
      description: 'what the layer did: A(dded), M(odified), D(eleted), U(nchanged)',
      completes: NOTHING,
    },
    {
      syntax: '-l, --long',
      description: 'type, mode, owner, bytes, time and link target',
      completes: NOTHING,
    },
    ...LAYER_OPTIONS,
  ],
  examples: [
    { line: 'layerscope find api-service:naive --mode setuid', says: 'what runs as somebody else' },
    { line: 'layerscope find -l api-service:naive / --size +10M --type f', says: 'large files' },
    {
      line: "layerscope find image.tar /usr --name '*.so*' --only-layer 3",
      says: 'libraries layer 3 brought',
    },
  ],
  async run(call) {
    const [reference = '', path = '/'] = call.words
    const { analysis } = await readImage(reference, call)
    const matches = criteriaOf(call, analysis, reference)
    const { view, node } = findPlace(analysis, reference, path, 'enter', call.values)
    const nodes = (): Iterable<number> => matching(view, nodesAt(view, node), matches)
    const long = flag(call.values, 'long')
    const result: Result = {
      text: () => listText(view, nodes, { long, paths: true, changes: view.scope === 'changes' && long }),
      json: () => findJson(() => filesJson(view, nodes())),
      markdown: () => filesMarkdown(view, nodes()),
      csv: () => filesCsv(view, nodes()),
    }
    await printResult(result, call)
    return reportMissingLayers(analysis, call)
  },
}

function* matching(view: TreeView, nodes: Iterable<number>, matches: FilterMatch): Generator<number> {
  for (const node of nodes) if (matches(view, node)) yield node
}

function criteriaOf({ values }: Call, analysis: Analysis, reference: string): FilterMatch {
  const writer = text(values, 'writtenBy')
  const matches = parseCriteria({
    name: text(values, 'name'),
    type: text(values, 'type'),
    size: text(values, 'size'),
    mode: text(values, 'mode'),
    owner: text(values, 'owner'),
    writtenBy: writer === null ? null : findLayer(writer, analysis, reference),
    status: text(values, 'status'),
  })
  return typeof matches === 'string' ? fail({ kind: 'usage', message: matches }) : matches
}
