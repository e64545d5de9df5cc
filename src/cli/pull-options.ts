import { fail } from '../errors.ts'
import { AN_IMAGE, type Call, NOTHING, type OptionInfo } from './command.ts'
import { flag, text } from './option-values.ts'
import { parseBandwidth } from './parse-bandwidth.ts'

/** What people say of the machines that are to pull images. */
export const PULL_OPTIONS: readonly OptionInfo[] = [
  { syntax: '--nodes <N>', description: 'machines that pull the images', completes: NOTHING },
  { syntax: '--have <IMAGE>', description: 'what they hold already (the first image)', completes: AN_IMAGE },
  { syntax: '--bandwidth <SPEED>', description: 'into each of them, as 1Gbit', completes: NOTHING },
  {
    syntax: '--estimate-transfer',
    description: 'compress layers whose compressed size is unknown, which takes a while',
    completes: NOTHING,
  },
]

export interface PullWish {
  /** Whether any of the options was given. */
  readonly isAsked: boolean
  readonly nodes: number
  /** What nodes hold already; `null`: the first image. */
  readonly have: string | null
  /** Bits a second into each node. */
  readonly bandwidth: number | null
  /** Whether layers are to be compressed where nothing else tells their compressed size. */
  readonly estimate: boolean
}

/** Throws a `usage` fault for values nobody can mean. */
export function pullWish({ values }: Call): PullWish {
  const nodes = text(values, 'nodes')
  const have = text(values, 'have')
  const bandwidth = text(values, 'bandwidth')
  const estimate = flag(values, 'estimateTransfer')
  return {
    isAsked: estimate || nodes !== null || have !== null || bandwidth !== null,
    nodes: nodes === null ? 1 : parseNodes(nodes),
    have,
    bandwidth: bandwidth === null ? null : checkBandwidth(bandwidth),
    estimate,
  }
}

function parseNodes(given: string): number {
  const nodes = Number(given)
  if (/^\d+$/.test(given) && nodes > 0 && nodes <= MOST_NODES) return nodes
  return usage(`--nodes is "${given}"; it takes a number of machines, 1 to ${MOST_NODES}.`)
}

/** Times the largest image there is, bytes still are exact numbers. */
const MOST_NODES = 1_000_000

function checkBandwidth(given: string): number {
  return (
    parseBandwidth(given) ??
    usage(`--bandwidth is "${given}"; it takes bits a second, as 1Gbit, 100Mbit or 12.5MB/s.`)
  )
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
