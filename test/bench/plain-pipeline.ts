/**
 * The plainest program that reads an export: dockerode's stream into tar-stream, one sha256 of everything, one thread.
 * `layerscope --json` does more (layers within, a second sha256 of every file, trees, facts); this says what the
 * machine makes of the least.
 */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import Docker from 'dockerode'
import { extract } from 'tar-stream'

const hash = createHash('sha256')
const tar = extract()
tar.on('entry', (_header, body, next) => {
  body.on('data', chunk => void hash.update(chunk as Uint8Array))
  body.on('end', next)
  body.resume()
})
const image = process.argv[2] ?? 'api-service:naive'
await pipeline(await new Docker().getImage(image).get(), tar)
process.stdout.write(`${hash.digest('hex')}\n`)
