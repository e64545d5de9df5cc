import type { Analysis } from '../../src/analysis/analysis.ts'
import { fromText } from '../../src/image/byte-string.ts'
import type { ElfFact } from '../../src/image/facts/fact.ts'
import { displayName } from '../../src/report/display-name.ts'
import { showComparison } from '../../src/store/actions/compare/show-comparison.ts'
import { awaitImages } from '../../src/store/actions/open-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { mergedPane, pathOfLine } from '../../src/store/selectors/compare/merged-pane.ts'
import { currentCompare } from '../../src/store/selectors/compare/pair.ts'
import type { State, TerminalSize } from '../../src/store/state.ts'
import { createLayerscopeStore } from '../../src/store/store.ts'
import { entryPath } from '../../src/tree/layer-tree.ts'
import { isDirectoryRow } from '../../src/tree/merged-tree.ts'
import { imageOf } from '../analysis/compare/images.ts'

/** Images by the reference somebody typed, read and compared: two side by side, more in a table. */
export function comparing(
  images: Readonly<Record<string, Analysis>>,
  terminal: TerminalSize = { columns: 120, rows: 40 },
): State {
  const keys = Object.keys(images)
  const awaited = awaitImages(createLayerscopeStore(terminal).getState(), keys)
  return showComparison(read(awaited, images), keys)
}

/** The state once these images are read. */
export function read(state: State, images: Readonly<Record<string, Analysis>>): State {
  return Object.entries(images).reduce(
    (next, [key, analysis]) => receiveEvent(next, key, { kind: 'analysed', analysis }, 0),
    state,
  )
}

/** The lines of the merged tree, the one under the cursor marked: `> ▾ /var/lib`. */
export function drawMerged(state: State): string[] {
  const pane = mergedPane(state)
  if (pane === undefined) return []
  return pane.lines.rows.map((row, line) => {
    const fold = isDirectoryRow(pane.tree, row) ? (pane.lines.open[line] === true ? '▾ ' : '▸ ') : '  '
    const name = displayName(pathOfLine(pane, line) ?? currentCompare(state).cursor)
    return `${line === pane.line ? '>' : ' '} ${fold}${name}`
  })
}

/** The same service built four ways. */
export const NAIVE = withElf(
  imageOf({
    config: {
      command: ['./server'],
      workingDirectory: '/app',
      environment: ['PATH=/usr/bin', 'CGO_ENABLED=1'],
    },
    layers: [
      base('etc/os-release 200', 'etc/passwd 900', 'usr/bin/sh 120000 mode=0755', 'usr/lib/libc.so 1900000'),
      {
        instruction: 'RUN apt-get update',
        lines: ['var/lib/apt/lists/Packages 45000000', 'var/lib/apt/lists/Release 150000'],
      },
      {
        instruction: 'RUN apt-get install -y golang-go',
        lines: [
          'usr/lib/go/bin/go 120000000 mode=0755',
          'usr/lib/go/pkg/fmt.a 800000',
          'usr/lib/go/pkg/net.a 2800000',
          'usr/bin/gcc 12000000 mode=0755',
        ],
      },
      { instruction: 'RUN rm -rf /var/lib/apt/lists/*', lines: ['var/lib/apt/.wh.lists'] },
      { instruction: 'COPY . .', lines: ['app/main.go 2400', 'app/go.mod 60', 'app/config.yaml 300 @old'] },
      {
        instruction: 'RUN go build -o server .',
        lines: ['app/server 7400000 @server mode=0755', 'app/helper 5000000 @A mode=0755'],
      },
    ],
  }),
  5,
  { interpreter: '/lib64/ld-linux-x86-64.so.2', stripped: false },
)

export const OPTIMISED = imageOf({
  config: { command: ['./server'], workingDirectory: '/app', environment: ['PATH=/usr/bin'] },
  layers: [
    base('etc/os-release 200', 'etc/passwd 900', 'usr/bin/sh 120000 mode=0755', 'usr/lib/libc.so 1900000'),
    {
      instruction: 'RUN apt-get update && apt-get install -y golang-go && rm -rf /var/lib/apt/lists/*',
      lines: ['usr/lib/go/bin/go 120000000 mode=0755', 'usr/lib/go/pkg/fmt.a 800000'],
    },
    { instruction: 'RUN go build -o server .', lines: ['app/server 7400000 @server mode=0755'] },
  ],
})

export const SCRATCH = withElf(
  imageOf({
    config: { entrypoint: ['/server'], user: '65532:65532', environment: ['PATH=/usr/bin'] },
    layers: [
      { instruction: 'COPY /etc/passwd /etc/passwd', lines: ['etc/passwd 60 @nobody'] },
      { instruction: 'COPY /app/server /server', lines: ['server 7400000 @server mode=0755'] },
      {
        instruction: 'COPY /app/helper /app/helper',
        lines: ['app/helper 3100000 @B mode=0755', 'app/config.yaml 300 @new'],
      },
    ],
  }),
  2,
  { interpreter: null, stripped: true },
)

function base(...lines: readonly string[]) {
  return { instruction: 'FROM (imported)', lines }
}

/** The helper of the service is a Go program, linked in one of two ways. */
function withElf(
  image: Analysis,
  layer: number,
  { interpreter, stripped }: { readonly interpreter: string | null; readonly stripped: boolean },
): Analysis {
  const found = image.layers[layer]
  if (found?.kind !== 'read') throw new Error('There is no such layer.')
  const entries = Array.from({ length: found.tree.entries }, (_, entry) => entry)
  const row = entries.find(entry => entryPath(found.tree, entry) === '/app/helper') ?? -1
  const elf: ElfFact = {
    ...{ kind: 'elf', class: 64, littleEndian: true, machine: 62, type: 2, osAbi: 0 },
    ...{ interpreter: interpreter === null ? null : fromText(interpreter), stripped },
    ...{ needed: interpreter === null ? [] : [fromText('libc.so.6')], soname: null, rpath: null },
    ...{ runpath: null, versionNeeds: [], versions: [], buildId: null, go: null, complete: true },
  }
  const facts = { byEntry: new Map([[row, [elf]]]), complete: true }
  return { ...image, layers: image.layers.map((each, at) => (at === layer ? { ...found, facts } : each)) }
}
