import { fail, LayerscopeError } from '../../errors.ts'
import type { EngineClient } from './client.ts'
import { engineBytes } from './engine-bytes.ts'
import { exportEnding } from './export-ending.ts'

/** What to export. Several names share one archive, and each layer is in it once. */
export interface ExportWish {
  /** Names or ids; an id pins the image, at the price of its tags in the archive. */
  readonly names: readonly string[]
  /** `platform` of the API (≥ 1.48), as JSON; `null` exports what the engine has. */
  readonly platform: string | null
  /** The reference as the user wrote it, for messages. */
  readonly title: string
}

/**
 * The archive `docker save` would write, as it comes (see `engineBytes`).
 *
 * Faults: `missingImage`, `engineRefused`, `truncated` with the bytes that came.
 */
export function exportImages(
  client: EngineClient,
  wish: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  return exportEnding(openExport(client, wish, signal), {
    what: titleOf(wish),
    endpoint: client.engine.label,
    signal,
  })
}

async function* openExport(
  client: EngineClient,
  { names, platform, title }: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const query = { names, ...(platform === null ? {} : { platform }) }
  const question = {
    path: '/images/get',
    query,
    doing: `export "${title}"`,
    what: `The export of "${title}"`,
  }
  try {
    yield* engineBytes(client, question, signal)
  } catch (error) {
    if (!isStatus(error, 404)) throw error
    const where = `in the engine at ${client.engine.label}`
    fail({ kind: 'missingImage', reference: title, where, similar: [] })
  }
}

function titleOf({ title }: ExportWish): string {
  return `The export of "${title}"`
}

export function isStatus(error: unknown, status: number): boolean {
  return (
    error instanceof LayerscopeError && error.fault.kind === 'engineRefused' && error.fault.status === status
  )
}
