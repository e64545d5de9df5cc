import { writeSync } from 'node:fs'
import { registerHooks } from 'node:module'

/** Preloaded into a process: the address of each module it loads, one a line, on standard error. */
registerHooks({
  load(url, context, nextLoad) {
    writeSync(2, `${url}\n`)
    return nextLoad(url, context)
  },
})
