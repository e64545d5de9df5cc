import type { ImageRow } from '../../analysis/compare/image-table.ts'
import type { ImageTraits } from '../../analysis/compare/image-traits.ts'
import type { Packages } from '../../analysis/contents/package.ts'
import { countOf } from '../amount.ts'
import { baseName, shownBase } from '../base-text.ts'
import { formatCount } from '../format-number.ts'
import { ecosystemTotals } from '../packages/package-totals.ts'

/** What an image brings along, as cells of a table; `?` where not every layer could be read. */
export interface TraitCells {
  readonly base: string
  readonly user: string
  readonly shell: string
  readonly packageManager: string
  readonly packages: string
  readonly caCertificates: string
  readonly timeZones: string
  readonly entrypoint: string
  readonly tools: string
}

export function traitCells({ traits, analysis, packages }: ImageRow): TraitCells {
  const base = baseText(analysis)
  const user = analysis.documents.config.user || 'root'
  if (traits === null) return { ...UNKNOWN, base, user }
  return {
    base,
    user,
    shell: traits.shell ?? 'none',
    packageManager: traits.packageManager ?? 'none',
    packages: packages === null ? '?' : packagesText(packages),
    caCertificates: traits.caCertificates ? 'yes' : 'no',
    timeZones: traits.timeZones ? 'yes' : 'no',
    entrypoint: entrypointText(traits),
    tools: toolsText(traits),
  }
}

/** `debian:bookworm, 1 layer`; empty where nobody knows. */
function baseText(analysis: ImageRow['analysis']): string {
  const base = shownBase(analysis)
  return base === null ? '' : `${baseName(base)}, ${countOf(base.layers, 'layer')}`
}

const UNKNOWN: Omit<TraitCells, 'base' | 'user'> = {
  shell: '?',
  packageManager: '?',
  packages: '?',
  caCertificates: '?',
  timeZones: '?',
  entrypoint: '?',
  tools: '?',
}

/** `180: dpkg 178, go 2`. A database that nobody could read stands with a question mark. */
function packagesText(packages: Packages): string {
  const kinds = [
    ...ecosystemTotals(packages).map(total => `${total.ecosystem} ${formatCount(total.packages)}`),
    ...new Set(packages.unread.map(({ kind }) => (kind === 'tooLong' ? 'more ?' : `${kind} ?`))),
  ]
  return kinds.length === 0 ? 'none' : `${formatCount(packages.items.length)}: ${kinds.join(', ')}`
}

function entrypointText({ entrypoint: { program, kind } }: ImageTraits): string {
  if (program === null) return 'none'
  return kind === 'other' ? program : `${program} (${kind})`
}

function toolsText({ tools: { count, notable } }: ImageTraits): string {
  return notable.length === 0 ? formatCount(count) : `${formatCount(count)}: ${notable.join(' ')}`
}
