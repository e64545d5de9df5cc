import { DiskWriter } from '../content/extract/disk-writer.ts'
import { extractToDisk } from '../content/extract/extract-to-disk.ts'
import { extractItems } from '../content/extract/items.ts'
import { type ReadContent, tarOfItems } from '../content/extract/tar-of-items.ts'
import { openContent } from '../content/open-content.ts'
import { fail } from '../errors.ts'
import { fromText } from '../image/byte-string.ts'
import { baseName, parseTreePath } from '../image/tree-path.ts'
import { A_FILE, AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { type CopySource, chooseDestination, type Destination } from './cp-destination.ts'
import { reportCopy } from './cp-report.ts'
import { refuseRemoved } from './find-file.ts'
import { findPlace } from './find-place.ts'
import { imageAndPath } from './image-and-path.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { type OpenImage, openImage } from './open-image.ts'
import { flag } from './option-values.ts'
import { printBytes } from './print.ts'
import { reportMissingLayers } from './read-image.ts'
import { refuseFormat } from './refuse-format.ts'
import type { ExitCode } from './surroundings.ts'

export const cp: Command = {
  name: 'cp',
  summary: 'take files or directories out of an image',
  description:
    'Copies files and directories of the image to DEST: into it when it is a directory, else under that name; - ' +
    'writes a tar to standard output. Modes, times, symlinks and hard links are kept, owners only as root. Nothing is ' +
    'written outside DEST, and nothing is overwritten without --force. A PATH that is a symlink is followed inside ' +
    'the image.',
  words: [
    { syntax: '<IMAGE>', description: 'the image, or IMAGE:/PATH', completes: AN_IMAGE },
    { syntax: '<PATH...>', description: 'one or more paths in it, and at the end DEST', completes: A_FILE },
  ],
  options: [
    { syntax: '-f, --force', description: 'replace files that exist', completes: NOTHING },
    ...LAYER_OPTIONS,
  ],
  formats: [],
  examples: [
    { line: 'layerscope cp api-service:scratch /server .', says: 'one file, here' },
    { line: 'layerscope cp api-service:naive:/app ./app', says: 'a directory, as docker cp writes it' },
    {
      line: 'layerscope cp image.tar /app - --only-layer 4 | tar -t',
      says: 'what layer 4 wrote there, as a tar',
    },
  ],
  async run(call) {
    const { reference, paths, dest } = parseWords(call.words)
    refuseFormat(call, 'cp', 'It writes files.')
    if (dest === '-') refuseTerminal(call)
    await using opened = await openImage(reference, call, 'many')
    const sources = paths.map(path => findSource(opened, reference, path, call))
    const read: ReadContent = entry =>
      openContent(opened.content, entry, { signal: call.surroundings.signal })
    const code = dest === '-' ? await writeTar(sources, read, call) : await copy(sources, dest, read, call)
    const missing = await reportMissingLayers(opened.analysis, call)
    return missing === 0 ? code : missing
  },
}

interface CopyWords {
  readonly reference: string
  readonly paths: readonly string[]
  readonly dest: string
}

function parseWords(words: readonly string[]): CopyWords {
  const [image = '', ...rest] = words
  const dest = rest.at(-1) ?? ''
  const paths = rest.slice(0, -1)
  if (paths.length > 0) return { reference: image, paths, dest }
  if (!image.includes(':/'))
    fail({
      kind: 'usage',
      message: `Where should ${dest} of ${image} go? Name a place after it, as ".", or - for a tar.`,
    })
  const { reference, path } = imageAndPath(image, undefined)
  return { reference, paths: [path], dest }
}

function findSource({ analysis }: OpenImage, reference: string, path: string, call: Call): CopySource {
  const { view, node } = findPlace(analysis, reference, path, 'follow', call.values)
  refuseRemoved({ view, node }, { reference, path })
  return { view, node, name: baseName(parseTreePath(fromText(path))) }
}

async function writeTar(sources: readonly CopySource[], read: ReadContent, call: Call): Promise<ExitCode> {
  await printBytes(tarOfItems(extractItems(sources), read), call)
  return 0
}

async function copy(
  sources: readonly CopySource[],
  dest: string,
  read: ReadContent,
  call: Call,
): Promise<ExitCode> {
  const force = flag(call.values, 'force')
  const overwriting = { force, advice: 'add --force to replace it' }
  const { root, wanted }: Destination = await chooseDestination(dest, sources, overwriting)
  const owners = call.surroundings.machine.userId === 0
  const writer = new DiskWriter(root, { ...overwriting, owners })
  const report = await extractToDisk(extractItems(wanted), writer, read)
  return reportCopy(report, call)
}

function refuseTerminal({ options, surroundings }: Call): void {
  if (!surroundings.stdout.isTerminal || options.output !== null) return
  fail({
    kind: 'usage',
    message: 'A tar is not for a terminal: send it to a program with |, or to a file with >.',
  })
}
