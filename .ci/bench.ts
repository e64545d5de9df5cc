/** `npm run bench`: measures, prints a table, and fails when a figure passes its ceiling. See `test/bench/README.md`. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildDist } from './build.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
await buildDist()
const bench = spawnSync(process.execPath, [join(root, 'test/bench/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = bench.status ?? 1
