import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'

/** Images called SERVICE:APPROACH as approaches × services. */
export interface ServiceGrid {
  readonly services: readonly string[]
  readonly approaches: readonly GridRow[]
}

export interface GridRow {
  readonly approach: string
  /** One a service; `null` where nobody built it so. */
  readonly images: readonly (ImageRow | null)[]
}

/**
 * The grid the references spell, in the order they were typed; `null` when they spell none: a name without a tag, one
 * service or one approach only, or a pair twice.
 */
export function serviceGrid({ rows }: ImageTable): ServiceGrid | null {
  const places = rows.flatMap(row => {
    const [, service, approach] = /^([^:]+(?::\d+\/[^:]+)?):([^:/]+)$/.exec(row.reference) ?? []
    return service === undefined || approach === undefined ? [] : [{ row, service, approach }]
  })
  const services = [...new Set(places.map(({ service }) => service))]
  const approaches = [...new Set(places.map(({ approach }) => approach))]
  const pairs = new Set(places.map(({ service, approach }) => `${service}:${approach}`))
  if (places.length < rows.length || pairs.size < rows.length) return null
  if (services.length < 2 || approaches.length < 2) return null
  return {
    services,
    approaches: approaches.map(approach => ({
      approach,
      images: services.map(
        service =>
          places.find(place => place.service === service && place.approach === approach)?.row ?? null,
      ),
    })),
  }
}
