import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { writeRecorded } from '../../fixtures/archive/recorded.ts'
import { tryCommand } from '../cli/try-command.ts'
import { temporaryFolder } from '../source/engine/temporary-folder.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
/** LAYERSCOPE_KILLS=200 tries it as often as anybody likes. */
const KILLS = Number(process.env['LAYERSCOPE_KILLS'] ?? 12)

test('killed at any moment, the next run is right and sweeps what was left', {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  const folder = temporaryFolder()
  const image = await writeRecorded(folder, 'docker20-legacy.tar')
  await pause(150)
  const indexFolder = join(folder, 'cache', 'layerscope', 'index')
  const right = (await tryCommand([image, '--json'])).stdout
  const whole = await duration(folder, image)
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(folder, image)
    const ended = once(child, 'exit') // it may be over before it is killed
    await pause(whole * (0.4 + 0.6 * Math.random()))
    child.kill('SIGKILL')
    await ended
    if (kill % 3 === 0) expect((await tryCommand([image, '--json'], { indexFolder })).stdout).toBe(right)
    if (kill % 3 === 1) await tryCommand(['index', 'prune', '--all'], { indexFolder })
  }
  await tryCommand(['index', 'prune', '--all'], { indexFolder })
  expect(await tryCommand([image, '--json'], { indexFolder })).toMatchObject({ stdout: right, code: 0 })
  const left = await readdir(indexFolder, { recursive: true })
  expect(left.filter(name => name.includes('.writing'))).toEqual([])
})

function start(folder: string, image: string) {
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }
  return spawn(process.execPath, [MAIN, image, '--json'], { stdio: 'ignore', env })
}

async function duration(folder: string, image: string): Promise<number> {
  const before = performance.now()
  await once(start(folder, image), 'exit')
  return performance.now() - before
}
