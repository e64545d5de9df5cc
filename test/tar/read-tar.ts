import type { EntryHeader } from '../../src/image/entry.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/image/limits.ts'
import { tarEntries } from '../../src/tar/tar-entries.ts'
import { type TarOptions, type TarSummary, walkTar } from '../../src/tar/walk-tar.ts'
import { collect, inChunks } from '../stream/chunks.ts'

export interface ReadEntry {
  readonly header: EntryHeader
  /** The stored bytes, one character a byte. */
  readonly content: string
}

export function tarOptions(limits: Partial<Limits> = {}, signal = new AbortController().signal): TarOptions {
  return { what: 'layer 3', limits: { ...DEFAULT_LIMITS, ...limits }, signal }
}

/** What `walkTar` shows of an archive that comes in chunks of one size; `seen` fills up even if it then fails. */
export async function walk(
  tar: Uint8Array,
  chunkSize = 1_000_000,
  { options = tarOptions(), seen = [] }: { options?: TarOptions; seen?: ReadEntry[] } = {},
): Promise<{ entries: ReadEntry[]; summary: TarSummary }> {
  const summary = await walkTar(
    inChunks(tar, chunkSize),
    {
      entry(header) {
        const chunks: Uint8Array[] = []
        return {
          write: chunk => void chunks.push(chunk),
          end: () => void seen.push({ header, content: Buffer.concat(chunks).toString('latin1') }),
        }
      },
    },
    options,
  )
  return { entries: seen, summary }
}

/** The same through `tarEntries`. */
export async function pull(
  tar: Uint8Array,
  chunkSize = 1_000_000,
  { options = tarOptions(), seen = [] }: { options?: TarOptions; seen?: ReadEntry[] } = {},
): Promise<ReadEntry[]> {
  for await (const { header, body } of tarEntries(inChunks(tar, chunkSize), options)) {
    seen.push({ header, content: Buffer.from(await collect(body)).toString('latin1') })
  }
  return seen
}

/** The headers of an archive, by all the ways it can be read; they must agree. */
export async function headersOf(tar: Uint8Array): Promise<EntryHeader[]> {
  const { entries } = await walk(tar)
  return entries.map(({ header }) => header)
}
