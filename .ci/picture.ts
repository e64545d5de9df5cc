/**
 * `node .ci/picture.ts FILE.svg COLUMNS ROWS [KEYS] -- ARGUMENTS`: runs the built layerscope on a real pseudo-terminal
 * (util-linux' `script`), presses keys, and draws what an emulator then shows as an SVG. The README's picture is made
 * with it; see `npm run picture`.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import xterm, { type IBufferCell, type Terminal } from '@xterm/headless'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

async function takePicture(
  target: string,
  cols: number,
  lines: number,
  pressed: string[],
  given: string[],
): Promise<void> {
  const terminal = new xterm.Terminal({ cols, rows: lines, allowProposedApi: true })
  const program = startOnTerminal(cols, lines, given)
  program.stdout.on('data', (chunk: Buffer) => terminal.write(chunk))
  await settle(terminal)
  for (const key of pressed) {
    program.stdin.write(KEYS[key] ?? key)
    await settle(terminal)
  }
  const svg = draw(terminal)
  program.stdin.write('\x03')
  program.stdin.end()
  await writeFile(target, svg)
  program.kill()
}

const KEYS: Record<string, string> = {
  enter: '\r',
  down: '\x1b[B',
  up: '\x1b[A',
  tab: '\t',
  space: ' ',
  escape: '\x1b',
}

function startOnTerminal(
  cols: number,
  lines: number,
  given: string[],
): ChildProcessByStdio<Writable, Readable, null> {
  const words = [process.execPath, join(root, 'dist/layerscope.js'), ...given]
    .map(word => `'${word}'`)
    .join(' ')
  const command = `stty cols ${cols} rows ${lines} && exec ${words}`
  const env = { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', CI: '' }
  return spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'], env })
}

/** Until nothing was drawn for a while: a picture is no test, so waiting is fine. */
async function settle(terminal: Terminal): Promise<void> {
  let last = ''
  for (let still = 0; still < 8; ) {
    await sleep(100)
    const now = text(terminal)
    still = now === last && now.trim() !== '' ? still + 1 : 0
    last = now
  }
}

function text(terminal: Terminal): string {
  return Array.from(
    { length: terminal.rows },
    (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '',
  ).join('\n')
}

const CELL = { width: 8.4, height: 18 }

function draw(terminal: Terminal): string {
  const width = terminal.cols * CELL.width + 24
  const height = terminal.rows * CELL.height + 24
  const lines = Array.from({ length: terminal.rows }, (_, row) => drawRow(terminal, row)).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">
<rect width="${width}" height="${height}" rx="8" fill="#16181d"/>
<g transform="translate(12 12)" xml:space="preserve">
${lines}
</g>
</svg>
`
}

interface Run {
  readonly start: number
  readonly style: string
  readonly background: string | undefined
  text: string
  cells: number
}

function drawRow(terminal: Terminal, row: number): string {
  const line = terminal.buffer.active.getLine(row)
  const runs: Run[] = []
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const { style, background } = look(cell)
    const last = runs.at(-1)
    const content = cell.getChars() || ' '
    if (last !== undefined && last.style === style && last.background === background) {
      last.text += content
      last.cells += cell.getWidth()
    } else runs.push({ start: column, style, background, text: content, cells: cell.getWidth() })
  }
  return runs.map(run => drawRun(run, row)).join('')
}

function drawRun({ start, style, background, text: content, cells }: Run, row: number): string {
  const [x, y, length] = [start * CELL.width, row * CELL.height, cells * CELL.width]
  const box =
    background === undefined
      ? ''
      : `<rect x="${x}" y="${y}" width="${length}" height="${CELL.height}" fill="${background}"/>`
  if (content.trim() === '') return box
  return `${box}<text x="${x}" y="${y + 13.5}" textLength="${length}" ${style}>${escaped(content)}</text>`
}

const PALETTE = [
  '#3b4048',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#dcdfe4',
  '#7f848e',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#ffffff',
]
const PLAIN = '#c8ccd4'

function look(cell: IBufferCell): { style: string; background: string | undefined } {
  const colour = cell.isFgPalette() ? (PALETTE[cell.getFgColor()] ?? PLAIN) : PLAIN
  const behind = cell.isBgPalette() ? BACKGROUNDS[cell.getBgColor()] : undefined
  const inverse = cell.isInverse() !== 0
  const fill = inverse ? '#16181d' : colour
  const weight = cell.isBold() ? ' font-weight="bold"' : ''
  const faint = cell.isDim() ? ' opacity="0.6"' : ''
  return { style: `fill="${fill}"${weight}${faint}`, background: inverse ? colour : behind }
}

const BACKGROUNDS: Record<number, string> = { 4: '#2b4f7c' }

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const split = process.argv.indexOf('--')
const [file = 'picture.svg', columns = '110', rows = '32', keys = ''] = process.argv.slice(2, split)
await takePicture(
  file,
  Number(columns),
  Number(rows),
  keys.split(' ').filter(Boolean),
  process.argv.slice(split + 1),
)
