import type { Fetch, PullCost } from '../../analysis/compare/pull-cost.ts'
import { amountCell, countOf } from '../amount.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatDuration } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'

/** What bringing each image to all nodes costs, empty ones and those that hold `held` already. */
export function pullLines(
  cost: PullCost,
  references: readonly string[],
  held: string,
  width: number | null,
): Line[] {
  const rows = cost.rows.flatMap(({ fresh, update }, at): (readonly Cell[])[] => [
    pullCells(cost, references[at] ?? '', 'nothing', fresh),
    ...(update === null ? [] : [pullCells(cost, references[at] ?? '', held, update)]),
  ])
  const speed = cost.bandwidth === null ? '' : ` at ${formatBandwidth(cost.bandwidth)} each`
  return [
    EMPTY_LINE,
    [words(`Pulled by ${countOf(cost.nodes, 'node')}${speed}`, 'heading')],
    ...tableLines(COLUMNS, rows, width),
    ...againLines(cost),
  ]
}

const COLUMNS: readonly Column[] = [
  { title: 'Image', align: 'left' },
  { title: 'Layers', align: 'right' },
  { title: 'Each', align: 'right' },
  { title: 'All', align: 'right' },
  { title: 'Time', align: 'right' },
  { title: 'Nodes hold', align: 'left' },
]

function pullCells({ nodes }: PullCost, reference: string, holds: string, fetch: Fetch): Cell[] {
  const { sign, bytes } = bestKnown(fetch)
  const amountOf = (times: number) => (bytes === null ? '?' : `${sign}${formatBytes(bytes * times)}`)
  return [
    words(reference),
    words(String(fetch.layers)),
    words(amountOf(1)),
    words(amountOf(nodes)),
    words(fetch.milliseconds === null ? '' : formatDuration(fetch.milliseconds)),
    words(holds),
  ]
}

interface Told {
  readonly sign: '' | '~' | '≤ '
  readonly bytes: number | null
}

/** What is known best, and what it is: `≤` an upper bound (unpacked), `~` compressed here. */
function bestKnown({ bytes, estimatedBytes, upperBoundBytes }: Fetch): Told {
  if (bytes !== null) return { sign: '', bytes }
  if (estimatedBytes !== null) return { sign: '~', bytes: estimatedBytes }
  return { sign: '≤ ', bytes: upperBoundBytes }
}

/** What the signs mean, and what is fetched for nothing. */
function againLines({ rows }: PullCost): Line[] {
  const fetches = rows.flatMap(({ fresh, update }) => (update === null ? [fresh] : [fresh, update]))
  const signs = new Set(fetches.map(bestKnown).flatMap(({ sign, bytes }) => (bytes === null ? [] : [sign])))
  const again = rows.flatMap(({ update }) =>
    update !== null && update.recompressedLayers > 0 ? [update] : [],
  )
  return [
    ...(signs.has('~') ? [[words('~ estimated: compressed here with gzip, as engines do', 'faint')]] : []),
    ...(signs.has('≤ ')
      ? [
          [
            words(
              '≤ upper bound, unpacked: the source holds layers uncompressed (--estimate-transfer)',
              'faint',
            ),
          ],
        ]
      : []),
    ...again.map(({ recompressedLayers, recompressedBytes }) => [
      words(
        `${countOf(recompressedLayers, 'layer')} (${amountCell(recompressedBytes)}) only recompressed: the same content is fetched again`,
        'warning',
      ),
    ]),
  ]
}

/** `1 Gbit/s`, `2.5 Mbit/s`. */
export function formatBandwidth(bits: number): string {
  const unit = UNITS.findLast(([size]) => bits >= size) ?? UNITS[0]
  return `${Number((bits / unit[0]).toFixed(2))} ${unit[1]}bit/s`
}

const UNITS = [
  [1, ''],
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'G'],
  [1e12, 'T'],
] as const
