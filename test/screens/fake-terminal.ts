import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import xterm from '@xterm/headless'
import type { InputStream } from '../../components/terminal/input.ts'
import type { OutputStream } from '../../components/terminal/terminal.ts'

/** A keyboard: what is fed to it has been typed. */
export class FakeKeyboard extends EventEmitter implements InputStream {
  isRaw = false
  isPaused = true

  feed(data: string) {
    this.emit('data', Buffer.from(data))
  }

  setRawMode(raw: boolean) {
    this.isRaw = raw
  }

  resume() {
    this.isPaused = false
  }

  pause() {
    this.isPaused = true
  }
}

/** A real terminal emulator in memory: what is written to it is drawn. */
export class FakeScreen extends EventEmitter implements OutputStream {
  readonly emulator: InstanceType<typeof xterm.Terminal>
  readonly sent: string[] = []

  constructor(columns: number, rows: number) {
    super()
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  }

  get columns() {
    return this.emulator.cols
  }

  get rows() {
    return this.emulator.rows
  }

  write(data: string) {
    this.sent.push(data)
    this.emulator.write(data)
    this.emit('sent')
  }

  /** Resolves when everything written so far is on the screen. */
  drawn(): Promise<void> {
    return new Promise(resolve => this.emulator.write('', resolve))
  }

  resize(columns: number, rows: number) {
    this.emulator.resize(columns, rows)
    this.emit('resize')
  }
}
