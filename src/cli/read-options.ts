import type { InspectOptions } from '../image-in-the-making.ts'
import { displayText } from '../report/display-name.ts'
import type { PullPolicy, ReadOptions } from '../source/source.ts'
import type { Call } from './command.ts'

/** How sources are read, from the options of the command line. */
export function readOptions(call: Call): ReadOptions {
  const { options, surroundings } = call
  return {
    platform: options.platform,
    hostArchitecture: surroundings.architecture,
    verify: options.verify,
    limits: options.limits,
    signal: surroundings.signal,
    pull: pullPolicy(call),
  }
}

/** The same for reading whole images: what earlier runs learnt needs not be read. */
export function inspectOptions(call: Call): ReadOptions & Pick<InspectOptions, 'index'> {
  return { ...readOptions(call), ...(call.index === null ? {} : { index: call.index }) }
}

/** With `--pull` always; otherwise somebody at a terminal is asked. Without a terminal nothing is asked. */
function pullPolicy({ options, surroundings: { stdin, stderr, signal } }: Call): PullPolicy {
  if (options.pull) return { kind: 'always' }
  if (!stdin.isTerminal || !stderr.isTerminal) return { kind: 'never' }
  return {
    kind: 'ask',
    ask: async reference => {
      await stderr.write(`There is no image ${displayText(reference)} here. Pull it? [y/N] `)
      const answer = await stdin.readLine(signal)
      return /^y(es)?$/i.test(answer?.trim() ?? '')
    },
  }
}
