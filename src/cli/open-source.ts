import { analysisSource } from '../saved/analysis-source.ts'
import { resolveReference } from '../source/resolve-source.ts'
import type { Source } from '../source/source.ts'
import type { Call } from './command.ts'

/** The source a reference names. Opening it is cheap; nothing of the image is read yet. */
export async function openSource(
  reference: string,
  { surroundings }: Call,
  signal = surroundings.signal,
): Promise<Source> {
  return resolveReference(reference, surroundings.machine, analysisSource, signal)
}
