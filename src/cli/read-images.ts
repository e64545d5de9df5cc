import type { NamedImage } from '../analysis/compare/image-table.ts'
import { explain, type Fault, fail } from '../errors.ts'
import { inspectMany } from '../inspect-many.ts'
import type { KnownLayers } from '../layer/known-layers.ts'
import { displayLines } from '../report/display-name.ts'
import type { Source } from '../source/source.ts'
import { findBase } from './base-option.ts'
import type { Call } from './command.ts'
import { openSource } from './open-source.ts'
import { ProgressLine } from './progress-line.ts'
import { reportMissingLayers } from './read-image.ts'
import { inspectOptions } from './read-options.ts'
import type { ExitCode } from './surroundings.ts'

export interface ReadImages {
  /** Those that could be opened, in the order of the references. */
  readonly images: readonly NamedImage[]
  /** Why the others could not. */
  readonly faults: readonly Fault[]
}

export interface ReadImagesOptions {
  readonly known: KnownLayers
  readonly measureGzip: boolean
}

/** Reads several images for printing, each layer once: progress goes to standard error, events to the log. */
export async function readImages(
  references: readonly string[],
  call: Call,
  options: ReadImagesOptions,
): Promise<ReadImages> {
  const base = await findBase(call)
  const sources = await openSources(references, call)
  const progress = new ProgressLine(call.surroundings.stderr, references.join(', '))
  const images: (NamedImage | undefined)[] = references.map(() => undefined)
  const faults: Fault[] = []
  try {
    for await (const { image, event } of inspectMany(sources, {
      ...inspectOptions(call),
      ...options,
      base,
    })) {
      if (event.kind === 'failed') faults.push(event.fault)
      else {
        call.log?.event(event)
        await progress.show(event)
      }
      if (event.kind === 'analysed')
        images[image] = {
          reference: references[image] ?? '',
          source: sources[image]?.info.label ?? '',
          analysis: event.analysis,
        }
    }
  } finally {
    await progress.clear()
  }
  return {
    images: checkBase(
      images.filter(image => image !== undefined),
      call,
    ),
    faults,
  }
}

async function openSources(references: readonly string[], call: Call): Promise<Source[]> {
  const sources: Source[] = []
  for (const reference of references) sources.push(await openSource(reference, call))
  if (sources.filter(({ info }) => info.kind === 'standardInput').length > 1)
    fail({ kind: 'usage', message: 'Standard input can be read once; put one of the images into a file.' })
  return sources
}

/** Images of several bases may be compared, but a base that is none of theirs is a mistake. */
function checkBase(images: readonly NamedImage[], { options: { base } }: Call): readonly NamedImage[] {
  if (base === null || images.some(({ analysis }) => analysis.base !== null)) return images
  const what = base.kind === 'count' ? `--base is ${base.layers}, more layers than any image has.` : null
  const message =
    what ?? `--base: ${base.kind === 'image' ? base.reference : ''} is the base of none of the images.`
  return fail({ kind: 'usage', message })
}

/** The exit code for what was printed; standard error says what is missing from it, and why. */
export async function reportUnread({ images, faults }: ReadImages, call: Call): Promise<ExitCode> {
  let code: ExitCode = 0
  for (const fault of faults) {
    code = 2
    for (const line of displayLines(`layerscope: ${explain(fault)}`))
      await call.surroundings.stderr.write(`${line}\n`)
  }
  for (const { analysis } of images) if ((await reportMissingLayers(analysis, call)) === 2) code = 2
  return code
}
