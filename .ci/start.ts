/** `npm start -- ARGUMENTS`: builds `dist/` when something it is made of is newer, then runs it; without arguments, the demo. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const executable = join(root, 'dist/layerscope.js')
const SOURCES = [
  'src',
  'components',
  'fixtures/demo',
  'fixtures/tar',
  'fixtures/archive',
  'fixtures/elf',
  '.ci/build.ts',
  'package-lock.json',
]

if (await isStale()) {
  process.stderr.write('Building layerscope…\n')
  const { buildDist } = await import('./build.ts')
  await buildDist()
}
await run(process.argv.slice(2))

async function isStale(): Promise<boolean> {
  const built = await modified(executable)
  const changes = await Promise.all(SOURCES.map(source => newest(join(root, source))))
  return Math.max(...changes) > built
}

/** When the newest file at or beneath a path changed, in milliseconds; 0 when there is none. */
async function newest(path: string): Promise<number> {
  const own = await modified(path)
  const names = await readdir(path).catch(() => [])
  const beneath = await Promise.all(names.map(name => newest(join(path, name))))
  return Math.max(own, ...beneath)
}

async function modified(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.mtimeMs ?? 0
}

async function run(given: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [executable, ...(given.length === 0 ? ['demo'] : given)], {
    stdio: 'inherit',
  })
  // The terminal sends Ctrl-C and Ctrl-Z to the whole group: the program itself decides what they mean.
  process.on('SIGINT', () => {})
  const [code, signal] = await once(child, 'exit')
  process.exitCode = typeof code === 'number' ? code : signal === 'SIGINT' ? 130 : 1
}
