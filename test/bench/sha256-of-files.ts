import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** The sha256 of each file, on one thread, read as fast as they can be. */
const block = Buffer.allocUnsafeSlow(1024 * 1024)
for (const path of process.argv.slice(2)) {
  const hash = createHash('sha256')
  const file = await open(path)
  for (let read = await file.read(block); read.bytesRead > 0; read = await file.read(block))
    hash.update(block.subarray(0, read.bytesRead))
  await file.close()
  process.stdout.write(`${hash.digest('hex')}\n`)
}
