import { type ImageContent, openContent } from '../content/open-content.ts'
import { type TextLine, textLines } from '../content/text-lines.ts'
import { fail } from '../errors.ts'
import { toBytes, toText } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import { TEXT_HEAD, textEncoding } from '../report/content-kind/text-encoding.ts'
import { contentLine } from '../report/content-text.ts'
import { type DisplayText, displayName, displayText } from '../report/display-name.ts'
import { GREP_CSV, GREP_MARKDOWN, type GrepMatch, grepMarkdownRow } from '../report/grep-rows.ts'
import { type GrepMatchJson, grepMatchJson } from '../report/json/grep-json.ts'
import { type Line, shown, words } from '../report/line.ts'
import { cutMarkdownTable, type MarkdownRow, MOST_ROWS } from '../report/markdown-table.ts'
import { peek } from '../stream/sniff.ts'
import { nodePath } from '../tree/overlay.ts'
import { changeOf, inodePlace, typeOf } from '../tree/tree-view.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { refuseRemoved } from './find-file.ts'
import { findPlace, type Place } from './find-place.ts'
import { LAYER_OPTIONS } from './layer-option.ts'
import { nodesAt } from './nodes-at.ts'
import { openImage } from './open-image.ts'
import { flag } from './option-values.ts'
import { printBytes, printFoundCsv, printFoundJson, printFoundLines, printText } from './print.ts'
import { reportMissingLayers } from './read-image.ts'
import type { ExitCode } from './surroundings.ts'

export const grep: Command = {
  name: 'grep',
  summary: 'lines of text files that match a pattern',
  description:
    'Prints the lines that match a regular expression (of JavaScript) in the text files at and beneath PATH, in the ' +
    'order of paths. Symlinks beneath are not followed, binary files are passed over. Exit code 1 when nothing matches.',
  words: [
    { syntax: '<PATTERN>', description: 'a regular expression', completes: NOTHING },
    { syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE },
    { syntax: '[PATH]', description: 'where in the image (/)', completes: NOTHING },
  ],
  options: [
    { syntax: '-i, --ignore-case', description: 'capitals and small letters alike', completes: NOTHING },
    { syntax: '-l, --files-with-matches', description: 'only the names of the files', completes: NOTHING },
    { syntax: '-n, --line-number', description: 'the number of each line', completes: NOTHING },
    ...LAYER_OPTIONS,
  ],
  examples: [
    { line: 'layerscope grep -n PASSWORD api-service:naive /app', says: 'is a secret left in there?' },
    { line: 'layerscope grep -il "listen" image.tar /etc', says: 'which files mention it' },
  ],
  async run(call) {
    const [pattern = '', reference = '', path = '/'] = call.words
    const expression = parsePattern(pattern, flag(call.values, 'ignoreCase'))
    await using opened = await openImage(reference, call, 'many')
    const place = findPlace(opened.analysis, reference, path, 'follow', call.values)
    refuseRemoved(place, { reference, path })
    const search: Search = { place, content: opened.content, expression, call }
    const found = await printMatches(search)
    const code = await reportMissingLayers(opened.analysis, call)
    return code === 0 && !found ? NOTHING_FOUND : code
  },
}

const NOTHING_FOUND: ExitCode = 1

function parsePattern(pattern: string, ignoreCase: boolean): RegExp {
  try {
    return new RegExp(pattern, ignoreCase ? 'i' : '')
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return fail({ kind: 'usage', message: `"${pattern}" is no regular expression: ${problem}.` }, error)
  }
}

interface Search {
  readonly place: Place
  readonly content: ImageContent
  readonly expression: RegExp
  readonly call: Call
}

interface Match {
  readonly path: TreePath
  /** From 1. */
  readonly number: number
  readonly line: TextLine
}

/** Prints while it searches; whether anything was found. */
async function printMatches(search: Search): Promise<boolean> {
  let found = false
  async function* noted<Row>(row: (match: Match) => Row): AsyncGenerator<Row> {
    for await (const match of matchesIn(search)) {
      found = true
      yield row(match)
    }
  }
  await printFound(noted, search)
  return found
}

type Noted = <Row>(row: (match: Match) => Row) => AsyncGenerator<Row>

async function printFound(noted: Noted, search: Search): Promise<void> {
  const { call } = search
  const layout = layoutOf(search)
  const { options, surroundings } = call
  switch (options.format) {
    case 'json':
      return printFoundJson('matches', noted(matchJson), call)
    case 'csv':
      return printFoundCsv(GREP_CSV, noted(grepMatch), call)
    case 'markdown':
      return printText(await markdownOf(noted(grepMatch)), call)
    default: {
      const isShown = surroundings.stdout.isTerminal && options.output === null
      if (isShown)
        return printFoundLines(
          noted(match => shownMatch(match, layout)),
          call,
        )
      return printBytes(
        noted(match => rawMatch(match, layout)),
        call,
      )
    }
  }
}

async function markdownOf(matches: AsyncIterable<GrepMatch>): Promise<string> {
  const rows: MarkdownRow[] = []
  let count = 0
  for await (const match of matches) if (count++ < MOST_ROWS) rows.push(grepMarkdownRow(match))
  return cutMarkdownTable(GREP_MARKDOWN, rows, count)
}

function grepMatch({ path, number, line }: Match): GrepMatch {
  return { path, line: number, text: line.text }
}

async function* matchesIn({ place, content, expression, call }: Search): AsyncGenerator<Match> {
  const { view, node } = place
  const { signal } = call.surroundings
  const isOne = flag(call.values, 'filesWithMatches')
  for (const one of nodesAt(view, node)) {
    const inode = inodePlace(view, one)
    if (typeOf(view, one) !== 'file' || inode === null || changeOf(view, one) === 'removed') continue
    const path = nodePath(view.overlay, one)
    const { head, bytes } = await peek(openContent(content, inode, { signal }), TEXT_HEAD)
    const encoding = textEncoding(head)
    if (encoding === null || encoding.startsWith('UTF-16')) await bytes.return()
    else yield* linesOf(path, bytes, expression, isOne)
  }
}

async function* linesOf(
  path: TreePath,
  bytes: AsyncIterable<Uint8Array>,
  expression: RegExp,
  isOne: boolean,
): AsyncGenerator<Match> {
  let number = 0
  for await (const line of textLines(bytes)) {
    number++
    if (!expression.test(toText(line.text) ?? line.text)) continue
    yield { path, number, line }
    if (isOne) return
  }
}

/** What stands before a line, as grep does it: the name unless one file was named, the number when asked for. */
interface Layout {
  readonly names: boolean
  readonly numbers: boolean
  readonly lines: boolean
}

function layoutOf({ place, call }: Search): Layout {
  const onlyNames = flag(call.values, 'filesWithMatches')
  return {
    names: onlyNames || typeOf(place.view, place.node) === 'directory',
    numbers: !onlyNames && flag(call.values, 'lineNumber'),
    lines: !onlyNames,
  }
}

function shownMatch({ path, number, line }: Match, layout: Layout): Line {
  const colon = words(':', 'faint')
  const name = shown(displayName(path), 'directory')
  return [
    ...(layout.names ? [name] : []),
    ...(layout.names && layout.lines ? [colon] : []),
    ...(layout.numbers ? [words(String(number), 'added'), colon] : []),
    ...(layout.lines ? [shown(contentLine(line.text))] : []),
    ...(layout.lines && line.cut ? [words(' … (cut)', 'faint')] : []),
  ]
}

/** Lines as they are, for programs; names as they are shown, so that each is one line. */
function rawMatch({ path, number, line }: Match, layout: Layout): Uint8Array {
  const name: DisplayText = layout.names ? displayName(path) : displayText('')
  const colon = layout.names && layout.lines ? ':' : ''
  const prefix = `${name}${colon}${layout.numbers ? `${number}:` : ''}`
  return Buffer.concat([Buffer.from(prefix), layout.lines ? toBytes(line.text) : NO_BYTES, NEWLINE])
}

const NO_BYTES = new Uint8Array()
const NEWLINE = Buffer.from('\n')

function matchJson({ path, number, line }: Match): GrepMatchJson {
  return grepMatchJson(path, number, line.text)
}
