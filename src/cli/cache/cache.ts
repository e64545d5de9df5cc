import type { CommandGroup } from '../command.ts'
import { context } from './context.ts'
import { explain } from './explain.ts'
import { log } from './log.ts'
import { predict } from './predict.ts'

/** What is told of the build cache: each command is a file beside this one and a line here. */
export const cache: CommandGroup = {
  name: 'cache',
  summary: 'why the build cache missed, what will rebuild',
  description:
    'Says which steps of a build came from the cache and which ran, and why: afterwards from two images or from ' +
    'the logs of builds, beforehand from the Dockerfile and what a build would send.',
  commands: [explain, predict, log, context],
}
