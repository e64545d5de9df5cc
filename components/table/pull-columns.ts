import type { Fetch } from '../../src/analysis/compare/pull-cost.ts'
import { countOf } from '../../src/report/amount.ts'
import { bestKnown, fetchAmount, fetchTime } from '../../src/report/compare/pull-cells.ts'
import type { TablePull } from '../../src/store/selectors/table/table-pull.ts'
import type { LeadColumn, ShownColumn, ToldLine } from './shown-column.ts'

type PullColumn = Omit<ShownColumn, 'width'>

/** What all nodes that hold nothing fetch. */
export function pullLead({ cost }: TablePull): LeadColumn {
  return {
    title: countOf(cost.nodes, 'node'),
    amount: ({ pull }) => bestKnown(pull.fresh).bytes,
    text: ({ pull }) => fetchAmount(pull.fresh, cost.nodes),
  }
}

/** The rest: how long, and the same for nodes that hold an image already. Times only where a bandwidth is known. */
export function pullColumns({ cost }: TablePull): readonly PullColumn[] {
  const time = (of: FetchOf) =>
    cost.bandwidth === null ? [] : [column('Time', of, each => fetchTime(each, cost))]
  return [
    ...time(fresh),
    column('Update', update, each => fetchAmount(each, cost.nodes)),
    ...time(update),
    ...(cost.nodes === 1 ? [] : [column('Each', fresh, each => fetchAmount(each, 1))]),
    column('Layers', fresh, ({ layers }) => String(layers)),
    ...(cost.nodes === 1 ? [] : [column('Each update', update, each => fetchAmount(each, 1))]),
    column('Update layers', update, ({ layers }) => String(layers)),
    column('Recompressed', update, ({ recompressedLayers }) => String(recompressedLayers)),
  ]
}

/** What stands first among the columns of images when it was asked for. */
export function askedColumns(pull: TablePull): readonly PullColumn[] {
  const { title, text } = pullLead(pull)
  const [first] = pullColumns(pull)
  const total: PullColumn = { title, align: 'right', text }
  return pull.cost.bandwidth === null || first === undefined ? [total] : [total, first]
}

type FetchOf = (line: ToldLine) => Fetch | null

const fresh: FetchOf = ({ pull }) => pull.fresh
const update: FetchOf = ({ pull }) => pull.update

/** Empty where there is no such download: of the image the nodes hold. */
function column(title: string, of: FetchOf, text: (fetch: Fetch) => string): PullColumn {
  return {
    title,
    align: 'right',
    text: line => {
      const fetch = of(line)
      return fetch === null ? '' : text(fetch)
    },
  }
}
