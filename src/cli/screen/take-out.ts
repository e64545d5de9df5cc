import { diskFolders } from '../../content/disk-folder.ts'
import { DiskWriter } from '../../content/extract/disk-writer.ts'
import { extractToDisk } from '../../content/extract/extract-to-disk.ts'
import { extractItems } from '../../content/extract/items.ts'
import { openContent } from '../../content/open-content.ts'
import { explain, type Fault, fail, LayerscopeError } from '../../errors.ts'
import { baseName } from '../../image/tree-path.ts'
import { displayName, displayText } from '../../report/display-name.ts'
import { formatBytes } from '../../report/format-bytes.ts'
import type { EngineEnvironment } from '../../source/engine/environment.ts'
import { say } from '../../store/actions/say.ts'
import { endWork, showWork } from '../../store/actions/work.ts'
import { type ChosenPath, chosenName } from '../../store/selectors/chosen-path.ts'
import type { FileOnScreen } from '../../store/selectors/viewer/viewed-file.ts'
import { perform, type Store } from '../../store/store.ts'
import type { EntryPlace } from '../../tree/overlay.ts'
import { lengthOf, typeOf } from '../../tree/tree-view.ts'
import { chooseDestination } from '../cp-destination.ts'
import { copyNotes } from '../cp-report.ts'
import type { OpenContents } from './content-reader.ts'
import { type PrivateCopy, privateCopy } from './private-copy.ts'

/** What taking files out of images needs of the session. */
export interface TakeOutOptions {
  readonly store: Store
  readonly open: OpenContents
  readonly machine: EngineEnvironment
  readonly ended: AbortSignal
  /** Told errors that are no faults. */
  readonly fail: (error: unknown) => void
}

/** Takes files out of images while the screens are open, one thing at a time, with progress; Esc stops it. */
export class TakeOut {
  readonly #options: TakeOutOptions

  constructor(options: TakeOutOptions) {
    this.#options = options
  }

  /** Copies a file to a private place, has it used there, and removes it. */
  readonly lend = (file: FileOnScreen, use: (path: string) => Promise<void>): void => {
    this.#run(async () => {
      await using copy = await this.#copy(file)
      if (copy !== undefined) await use(copy.path)
    })
  }

  /** Writes a path, and what is beneath it, to a place as `cp` does; nothing is overwritten. */
  readonly extract = (chosen: ChosenPath, place: string): void => {
    const { store } = this.#options
    this.#run(async () => {
      const said = await this.#work(`Writing ${displayText(place)}`, bytesOf(chosen), (signal, read) =>
        this.#extractTo(chosen, place, { signal, read }),
      )
      perform(store, say, said ?? `Stopped. What was written to ${displayText(place)} until then stays.`)
    })
  }

  #copy({ file, place, length }: FileOnScreen): Promise<PrivateCopy | undefined> {
    const { open, machine } = this.#options
    const name = baseName(file.path)
    return this.#work(`Copying ${displayText(name)}`, length, async (signal, read) => {
      const content = await open(file.image)
      const bytes = read(openContent(content, place, { signal }))
      return privateCopy(bytes, name, diskFolders(machine.variables, machine.home))
    })
  }

  async #extractTo(chosen: ChosenPath, place: string, { signal, read }: Reading): Promise<string> {
    const { open, machine } = this.#options
    const content = await open(chosen.image)
    const dest = place.replace(/^~(?=\/|$)/, machine.home)
    const { view, node } = chosen
    const sources = [{ view, node, name: chosenName(chosen) }]
    const { root, wanted } = await chooseDestination(dest, sources, NO_OVERWRITING)
    const writer = new DiskWriter(root, { ...NO_OVERWRITING, owners: machine.userId === 0 })
    const contentOf = (entry: EntryPlace) => read(openContent(content, entry, { signal }))
    const report = await extractToDisk(extractItems(wanted), writer, contentOf)
    const into = wanted === sources ? `${place}/${displayName(chosenName(chosen))}` : place
    return [`Written: ${into}, ${formatBytes(bytesOf(chosen))}.`, ...copyNotes(report)].join(' ')
  }

  /** Does what takes a while, if nothing else does; `undefined` when it was stopped. */
  async #work<Result>(
    words: string,
    totalBytes: number,
    run: (signal: AbortSignal, read: Reading['read']) => Promise<Result>,
  ): Promise<Result | undefined> {
    const { store, ended } = this.#options
    if (store.getState().work !== null)
      fail({ kind: 'usage', message: 'Something is still being taken out: Esc stops it.' })
    const stopped = new AbortController()
    const signal = AbortSignal.any([stopped.signal, ended])
    perform(store, showWork, { words, doneBytes: 0, totalBytes })
    const unwatch = store.subscribe(state => state.work === null && stopped.abort())
    try {
      return await run(signal, counting(store, { words, totalBytes }))
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    } finally {
      unwatch()
      perform(store, endWork)
    }
  }

  #run(take: () => Promise<void>): void {
    const { store, ended, fail } = this.#options
    take().catch((error: unknown) => {
      if (ended.aborted) return
      if (error instanceof LayerscopeError) perform(store, say, refusal(error.fault), 'problem')
      else fail(error)
    })
  }
}

/** A line of the screen may be short: the reason comes before the place. */
function refusal(fault: Fault): string {
  return fault.kind === 'unwritable' ? `Not written: ${fault.answer} (${fault.path}).` : explain(fault)
}

const NO_OVERWRITING = { force: false, advice: 'choose another name' } as const

interface Reading {
  readonly signal: AbortSignal
  /** The same bytes, counted on their way. */
  readonly read: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
}

/** As often as the screen can usefully change. */
const TELL_MILLISECONDS = 100

/** Counts what is read, of one content or several, and shows it from time to time. */
function counting(
  store: Store,
  work: { readonly words: string; readonly totalBytes: number },
): Reading['read'] {
  let doneBytes = 0
  let told = performance.now()
  return async function* read(bytes) {
    for await (const chunk of bytes) {
      yield chunk
      doneBytes += chunk.length
      if (performance.now() - told < TELL_MILLISECONDS) continue
      told = performance.now()
      if (store.getState().work !== null) perform(store, showWork, { ...work, doneBytes })
    }
  }
}

function bytesOf({ view, node }: ChosenPath): number {
  return typeOf(view, node) === 'file' ? lengthOf(view, node) : (view.bytes[node] ?? 0)
}
