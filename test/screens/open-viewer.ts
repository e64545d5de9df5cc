import { onTestFinished } from 'vitest'
import type { Effects } from '../../components/effects.ts'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { buildImage } from '../../fixtures/archive/image-recipe.ts'
import type { TarRecipe } from '../../fixtures/tar/recipe.ts'
import { ContentReader } from '../../src/cli/screen/content-reader.ts'
import { readDifference } from '../../src/cli/screen/read-difference.ts'
import { TakeOut } from '../../src/cli/screen/take-out.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { receiveVersionDifference } from '../../src/store/actions/viewer/show-version-difference.ts'
import type { TerminalSize } from '../../src/store/state.ts'
import { perform } from '../../src/store/store.ts'
import { archive, openSource, scratch } from '../content/open-images.ts'
import { exploring, KEY } from '../store/exploring.ts'
import { type OpenApp, openApp } from './open-app.tsx'

const folder = await scratch()
let images = 0
const MACHINE = { variables: {}, platform: process.platform, userId: 1000 }

/** Where `~` leads, and temporary copies are made. */
export const HOME = folder

/** The whole app over an archive on disk, contents and all. */
export async function openWithContents(
  layers: readonly (readonly TarRecipe[])[],
  size: TerminalSize = { columns: 80, rows: 24 },
): Promise<OpenApp> {
  const name = `image-${images++}.tar`
  const opened = await openSource(await archive(dockerSave([buildImage({ layers })]), folder, name), folder)
  const ended = new AbortController()
  onTestFinished(async () => {
    ended.abort()
    await opened[Symbol.asyncDispose]()
  })
  const { analysis, content } = opened
  const state = receiveEvent(exploring(undefined, size), KEY, { kind: 'analysed', analysis }, 0)
  const fail = (error: unknown) => {
    if (!ended.signal.aborted) throw error
  }
  return openApp(state, undefined, store => {
    const reader = new ContentReader(store, async () => content, ended.signal, fail)
    const machine = { ...MACHINE, home: folder }
    const takeOut = new TakeOut({ store, open: async () => content, machine, ended: ended.signal, fail })
    const compareVersions: Effects['compareVersions'] = ({ file, a, b }) => {
      const [before, now] = [
        { content, place: a.place },
        { content, place: b.place },
      ]
      readDifference(before, now, ended.signal).then(
        found => perform(store, receiveVersionDifference, file, found),
        fail,
      )
    }
    return { viewContent: reader.want, compareVersions, lendFile: takeOut.lend, extract: takeOut.extract }
  })
}

/** Goes to a path by finding it, and views it. */
export async function view(app: OpenApp, name: string): Promise<void> {
  await app.press('a', 'a', '/')
  await app.type(name)
  await app.press('enter', 'v')
  await app.until(text => text.includes('View ') && !text.includes('Reading the file'))
}
