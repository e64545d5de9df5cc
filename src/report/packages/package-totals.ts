import { ECOSYSTEMS, type Ecosystem, type Packages } from '../../analysis/contents/package.ts'

/** What a kind of packages adds up to. */
export interface EcosystemTotal {
  readonly ecosystem: Ecosystem
  readonly packages: number
  readonly bytes: number
}

/** Of every kind there is, in one order. */
export function ecosystemTotals({ items }: Packages): readonly EcosystemTotal[] {
  return ECOSYSTEMS.map(ecosystem => {
    const own = items.filter(each => each.ecosystem === ecosystem)
    return { ecosystem, packages: own.length, bytes: own.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) }
  }).filter(({ packages }) => packages > 0)
}
