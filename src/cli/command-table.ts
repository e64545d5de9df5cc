import { cache } from './cache/cache.ts'
import { cat } from './cat.ts'
import { ci } from './ci.ts'
import type { Verb } from './command.ts'
import { compare } from './compare.ts'
import { completion } from './completion.ts'
import { cp } from './cp.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { file } from './file.ts'
import { find } from './find.ts'
import { grep } from './grep.ts'
import { history } from './history.ts'
import { index } from './index/index-group.ts'
import { ls } from './ls.ts'
import { packages } from './packages.ts'
import { tree } from './tree.ts'
import { waste } from './waste.ts'

/** Every verb there is, in the order help lists them. A new one is a file and a line here. */
export const COMMANDS: readonly Verb[] = [
  history,
  waste,
  compare,
  packages,
  doctor,
  explain,
  ci,
  ls,
  tree,
  cat,
  find,
  grep,
  file,
  cp,
  index,
  cache,
  completion,
  demo,
]
