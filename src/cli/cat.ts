import { openContent } from '../content/open-content.ts'
import { textLines } from '../content/text-lines.ts'
import { fail } from '../errors.ts'
import { TEXT_HEAD, textEncoding } from '../report/content-kind/text-encoding.ts'
import { contentLine } from '../report/content-text.ts'
import { type Line, shown, words } from '../report/line.ts'
import { peek } from '../stream/sniff.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { findFile } from './find-file.ts'
import { type ImageAndPath, imageAndPath } from './image-and-path.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { glanceAtImage } from './open-image.ts'
import { flag } from './option-values.ts'
import { printBytes, printFoundLines } from './print.ts'
import { reportMissingLayers } from './read-image.ts'
import { refuseFormat } from './refuse-format.ts'

export const cat: Command = {
  name: 'cat',
  summary: 'the content of a file',
  description:
    'Writes the content of a file of the image, byte for byte. Symlinks are followed inside the image. Files that ' +
    'later layers overwrite or delete are read with --layer or --only-layer. On a terminal control characters are ' +
    'made visible, and binary files are refused; --force writes them as they are. Of a plain archive only the layer ' +
    'that holds the file is verified, after it was written.',
  words: [
    { syntax: '<IMAGE>', description: 'the image, or IMAGE:/PATH', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'a file in it', completes: NOTHING },
  ],
  options: [
    ...LAYER_OPTIONS,
    { syntax: '-f, --force', description: 'write to a terminal whatever it is', completes: NOTHING },
  ],
  formats: [],
  examples: [
    {
      line: 'layerscope cat api-service:scratch /etc/ssl/certs/ca-certificates.crt',
      says: 'from an image that has no shell',
    },
    { line: 'layerscope cat image.tar /app/config.json --layer 3', says: 'as it was after layer 3' },
    { line: 'layerscope cat api-service:naive:/app/server > server', says: 'as docker cp writes it' },
  ],
  async run(call) {
    const [image = '', path] = call.words
    refuseFormat(call, 'cat', 'It writes the bytes of a file.')
    const named = imageAndPath(image, path)
    await using opened = await glanceAtImage(named.reference, call)
    const { entry } = findFile(opened.analysis, named, call.values)
    const bytes = openContent(opened.content, entry, { signal: call.surroundings.signal })
    await printContent(bytes, named, call)
    await opened.verify(entry.layer)
    return reportMissingLayers(opened.analysis, call)
  },
}

async function printContent(
  bytes: AsyncIterable<Uint8Array>,
  named: ImageAndPath,
  call: Call,
): Promise<void> {
  const { options, surroundings } = call
  const isShown = surroundings.stdout.isTerminal && options.output === null
  if (!isShown || flag(call.values, 'force')) return printBytes(bytes, call)
  const { head, bytes: whole } = await peek(bytes, TEXT_HEAD)
  const encoding = textEncoding(head)
  if (encoding !== null && !encoding.startsWith('UTF-16')) return printFoundLines(shownLines(whole), call)
  await whole.return()
  refuseBinary(named)
}

async function* shownLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  for await (const { text, cut } of textLines(bytes))
    yield [shown(contentLine(text)), ...(cut ? [words(' … (cut)', 'faint')] : [])]
}

function refuseBinary({ reference, path }: ImageAndPath): never {
  const message =
    `"${path}" is not text, and could give orders to this terminal. Take it out with ` +
    `"layerscope cp ${reference} ${path} .", send it to a program with |, or add --force.`
  return fail({ kind: 'usage', message })
}
