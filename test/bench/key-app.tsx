import { EventEmitter } from 'node:events'
import { App } from '../../components/app.tsx'
import { runApp } from '../../components/terminal/run-app.tsx'
import { openTerminal } from '../../components/terminal/terminal.ts'
import { createTheme } from '../../components/theme.ts'
import { TreeSearcher } from '../../src/cli/screen/tree-searcher.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { openImage } from '../../src/store/actions/open-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { viewFile } from '../../src/store/actions/viewer/open-viewer.ts'
import { receiveLines, receiveWindow } from '../../src/store/actions/viewer/receive-content.ts'
import { createLayerscopeStore, perform, type Store } from '../../src/store/store.ts'
import { WINDOW_BYTES } from '../../src/store/viewer-state.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'
import { LayerTreeBuilder } from '../../src/tree/layer-tree-builder.ts'
import { imageOf } from '../store/images.ts'

/** The real app on a terminal of 200×50 that draws nothing, with a generated image. */
export interface KeyApp {
  /** Types the bytes; resolves when the frame they lead to has been sent, with the milliseconds both took. */
  press(bytes: string): Promise<{ wall: number; cpu: number }>
  /** Shows a long program in the viewer. */
  view(): void
  close(): void
}

/** 100,000 files in 16 layers; or a million paths, of which 20 layers write 50,000 again each. */
export type KeyImage = 'many' | 'million'

export async function openKeyApp(image: KeyImage): Promise<KeyApp> {
  const keyboard = new Keyboard()
  const screen = new Screen()
  const terminal = openTerminal({ stdin: keyboard, stdout: screen, mouse: true })
  const store = createLayerscopeStore(terminal.size())
  perform(store, openImage, 'bench')
  perform(store, receiveEvent, 'bench', { kind: 'analysed', analysis: IMAGES[image]().analysis }, 0)
  const effects = {
    open: nothing,
    compare: nothing,
    readAgain: nothing,
    readDifference: nothing,
    answerPull: nothing,
    listImages: nothing,
    viewContent: nothing,
    searchTree: new TreeSearcher(store, new AbortController().signal, error => console.error(error)).want,
    compareVersions: nothing,
    lendFile: nothing,
    extract: nothing,
  }
  const theme = createTheme({ palette: 'dark', colour: true, ascii: false })
  const ended = runApp(<App store={store} effects={effects} now={0} />, { terminal, theme })
  await screen.frame()
  return {
    async press(bytes) {
      const frame = screen.frame()
      const [start, cpu] = [performance.now(), process.cpuUsage()]
      keyboard.emit('data', Buffer.from(bytes))
      await frame
      const { user, system } = process.cpuUsage(cpu)
      return { wall: performance.now() - start, cpu: (user + system) / 1000 }
    },
    view: () => viewProgram(store),
    close() {
      keyboard.emit('data', Buffer.from('\x03'))
      void ended
    },
  }
}

/** The beginning of the first file, whose content is made up. */
function viewProgram(store: Store): void {
  const file = { image: 'bench', path: parseTreePath(byteString(nameOf(1, 0))), layer: 0 }
  const bytes = Buffer.from(PROGRAM.repeat(Math.ceil(WINDOW_BYTES / PROGRAM.length)).slice(0, WINDOW_BYTES))
  const total = bytes.toString('latin1').split('\n').length
  perform(store, viewFile, { kind: 'file', file })
  const viewed = store.getState().viewer.file ?? file
  perform(store, receiveWindow, viewed, { start: 0, bytes })
  const before = Array.from({ length: 5 }, (_, block) => Math.floor((block * total) / 4))
  perform(store, receiveLines, viewed, { before, total, complete: true })
}

const PROGRAM = `#!/usr/bin/env node
/** Adds up what there is. */
export async function sum(values, { start = 0, signal }) {
  let total = start // what came before
  for await (const [key, value] of values) if (key !== 'none' && !/^x+$/.test(key)) total += value * 2.5
  return \`\${total} of \${signal.aborted ? 'nothing' : "all"}\`
}
`

const LAYERS = 16
const DIRECTORIES = 125
const FILES = 50

/** Layers of 6,250 files each; every tenth is written again by the next layer. */
function manyFiles() {
  return imageOf(Array.from({ length: LAYERS }, (_, at) => [`RUN step ${at}`, layerOf(at)] as const))
}

function layerOf(at: number): LayerTree {
  const owner = (file: number) => (file % 10 === 0 && at > 0 ? at - 1 : at)
  return treeOf(at, 0, DIRECTORIES * FILES, file => nameOf(file, owner(file)))
}

const PATHS = 1_000_000
const REWRITES = 20

function millionFiles() {
  const rewritten = PATHS / REWRITES
  const rewrites = Array.from({ length: REWRITES }, (_, at) =>
    treeOf(at + 1, at * rewritten, rewritten, tinyPath),
  )
  const layers = [treeOf(0, 0, PATHS, tinyPath), ...rewrites]
  return imageOf(layers.map((tree, at) => [`RUN step ${at}`, tree] as const))
}

function tinyPath(file: number): string {
  return `srv/a${file % 50}/b${Math.floor(file / 50) % 200}/file-${file}`
}

const IMAGES = { many: manyFiles, million: millionFiles } as const satisfies Record<KeyImage, unknown>

/** Built without a recipe: its garbage would be collected while keys are measured. */
function treeOf(
  layer: number,
  first: number,
  count: number,
  nameOfFile: (file: number) => string,
): LayerTree {
  const builder = new LayerTreeBuilder(DEFAULT_LIMITS)
  for (let file = first; file < first + count; file++) {
    const length = (file % 97) * 100 + layer
    const name = byteString(nameOfFile(file))
    builder.setContent(builder.add({ ...HEADER, name, length, stored: length }), hashOf(file, layer))
  }
  return builder.build()
}

function hashOf(file: number, layer: number): Uint8Array {
  new DataView(HASH.buffer).setUint32(0, file)
  HASH[6] = layer
  return HASH
}

function nameOf(file: number, owner: number): string {
  return `opt/part${owner}/dir${file % DIRECTORIES}/file-${file}.so`
}

const HASH = new Uint8Array(32)

const HEADER = {
  ...({ type: 'file' } as const),
  ...{ mode: 0o755, uid: 0, gid: 0, mtime: 0, offset: 0 },
  ...{ linkName: undefined, device: undefined, xattrs: undefined, extents: undefined },
} as const

function nothing(): void {
  // a bench presses no key that has an effect
}

class Keyboard extends EventEmitter {
  setRawMode(): void {}
  resume(): void {}
  pause(): void {}
}

class Screen extends EventEmitter {
  readonly columns = 200
  readonly rows = 50
  #drawn: (() => void) | undefined

  write(): void {
    this.#drawn?.()
  }

  /** Resolves with the next thing that is sent. */
  frame(): Promise<void> {
    return new Promise(resolve => {
      this.#drawn = resolve
    })
  }
}
