import type { Analysis } from '../analysis/analysis.ts'
import { explain, fail } from '../errors.ts'
import type { InspectEvent } from '../events.ts'
import { inspect } from '../inspect.ts'
import { displayLines } from '../report/display-name.ts'
import type { Source } from '../source/source.ts'
import { findBase } from './base-option.ts'
import type { Call } from './command.ts'
import { openSource } from './open-source.ts'
import { ProgressLine } from './progress-line.ts'
import { inspectOptions } from './read-options.ts'
import type { ExitCode } from './surroundings.ts'

/** An image that was read, as far as it could be. */
export interface ReadImage {
  readonly analysis: Analysis
  /** Where it was read from, as a person writes it. */
  readonly source: string
}

/** Reads an image for printing: progress goes to standard error, events to the log. */
export async function readImage(reference: string, call: Call): Promise<ReadImage> {
  return readFrom(await openSource(reference, call), reference, call)
}

/** The same from a source that is open already. */
export async function readFrom(opened: Source, reference: string, call: Call): Promise<ReadImage> {
  const progress = new ProgressLine(call.surroundings.stderr, reference)
  let source = reference
  try {
    for await (const event of readEvents(opened, call)) {
      call.log?.event(event)
      await progress.show(event)
      if (event.kind === 'source') source = event.label
      if (event.kind === 'analysed') return { analysis: checkBase(event.analysis, reference, call), source }
    }
  } finally {
    await progress.clear()
  }
  throw new Error('inspect ended without an analysis')
}

async function* readEvents(source: Source, call: Call): AsyncGenerator<InspectEvent> {
  const base = await findBase(call)
  yield* inspect(source, { ...inspectOptions(call), base })
}

/** What `--base` names must be the image's base: figures without the base would be wrong otherwise. */
function checkBase(analysis: Analysis, reference: string, { options: { base } }: Call): Analysis {
  if (base === null || analysis.base !== null) return analysis
  const layers = analysis.layers.length
  const message =
    base.kind === 'count'
      ? `--base is ${base.layers}, but ${reference} has ${layers} layers.`
      : `--base: the layers of ${base.reference} are not the lowest layers of ${reference}; its base is another image.`
  return fail({ kind: 'usage', message })
}

/**
 * The exit code for what was printed. Of an image that could be read in part only, standard error names each layer
 * that is missing from the result, and why.
 */
export async function reportMissingLayers(
  { layers }: Pick<Analysis, 'layers'>,
  { surroundings }: Call,
): Promise<ExitCode> {
  let code: ExitCode = 0
  for (const layer of layers) {
    if (layer.kind === 'read') continue
    code = 2
    for (const line of displayLines(explain(layer.fault))) await surroundings.stderr.write(`${line}\n`)
  }
  return code
}
