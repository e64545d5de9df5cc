import { execForm } from '../dockerfile-words.ts'
import { type Check, finding } from './check.ts'

/** A container needs something to run: Entrypoint and Cmd together are its words. */
export const process: Check = {
  name: 'process',
  run({ argv, config }) {
    const lookedAt = `Entrypoint ${execForm(config.entrypoint)}, Cmd ${execForm(config.command)}`
    if (argv.length > 0) return { lookedAt, findings: [] }
    const message = 'The image names no process: Entrypoint and Cmd are both empty.'
    return { lookedAt, findings: [finding('noProcess', 'error', { message })] }
  },
}
