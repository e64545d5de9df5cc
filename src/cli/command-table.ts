import type { Command } from './command.ts'
import { completion } from './completion.ts'
import { demo } from './demo.ts'
import { history } from './history.ts'
import { ls } from './ls.ts'
import { waste } from './waste.ts'

/** Every verb there is, in the order help lists them. A new one is a file and a line here. */
export const COMMANDS: readonly Command[] = [history, waste, ls, completion, demo]
