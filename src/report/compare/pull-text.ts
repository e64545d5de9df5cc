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
  const { text, bytes } = told(fetch)
  return [
    words(reference),
    words(String(fetch.layers)),
    words(text),
    words(bytes === null ? '?' : text.replace(/[\d.]+ [kMGTP]?B/, formatBytes(bytes * nodes))),
    words(fetch.milliseconds === null ? '' : formatDuration(fetch.milliseconds)),
    words(holds),
  ]
}

/** What is known best, and what it is: `≤` an upper bound (unpacked), `~` compressed here. */
function told(fetch: Fetch): { readonly text: string; readonly bytes: number | null } {
  if (fetch.bytes !== null) return { text: formatBytes(fetch.bytes), bytes: fetch.bytes }
  const { estimatedBytes, upperBoundBytes } = fetch
  if (estimatedBytes !== null) return { text: `~${formatBytes(estimatedBytes)}`, bytes: estimatedBytes }
  if (upperBoundBytes === null) return { text: '?', bytes: null }
  return { text: `≤ ${formatBytes(upperBoundBytes)}`, bytes: upperBoundBytes }
}

/** What the signs mean, and what is fetched for nothing. */
function againLines({ rows }: PullCost): Line[] {
  const fetches = rows.flatMap(({ fresh, update }) => (update === null ? [fresh] : [fresh, update]))
  const estimated = fetches.some(({ bytes, estimatedBytes }) => bytes === null && estimatedBytes !== null)
  const bounded = fetches.some(
    ({ bytes, estimatedBytes, upperBoundBytes }) =>
      bytes === null && estimatedBytes === null && upperBoundBytes !== null,
  )
  const again = rows.flatMap(({ update }) =>
    update !== null && update.recompressedLayers > 0 ? [update] : [],
  )
  return [
    ...(estimated ? [[words('~ estimated: compressed here with gzip, as engines do', 'faint')]] : []),
    ...(bounded
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
