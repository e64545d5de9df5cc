import { LayerscopeError } from '../../errors.ts'
import type { InspectEvent } from '../../events.ts'
import type { InspectOptions } from '../../image-in-the-making.ts'
import { inspect } from '../../inspect.ts'
import { inspectMany, type ManyEvent } from '../../inspect-many.ts'
import type { Source } from '../../source/source.ts'
import type { Call } from '../command.ts'
import { openSource } from '../open-source.ts'

/** What is told while an image is read, logged for `--debug`. */
export async function* imageEvents(
  reference: string,
  call: Call,
  options: () => Promise<InspectOptions>,
): AsyncGenerator<InspectEvent> {
  const source = await openSource(reference, call)
  for await (const event of inspect(source, { ...(await options()), outlines: true })) {
    call.log?.event(event)
    yield event
  }
}

/** The same of several; an image whose source is not there is one event, and the others go on. */
export async function* manyImagesEvents(
  references: readonly string[],
  call: Call,
  options: () => Promise<InspectOptions>,
): AsyncGenerator<ManyEvent> {
  const opened: { readonly image: number; readonly source: Source }[] = []
  for (const [image, reference] of references.entries()) {
    try {
      opened.push({ image, source: await openSource(reference, call) })
    } catch (error) {
      if (!(error instanceof LayerscopeError)) throw error
      yield { image, event: { kind: 'failed', fault: error.fault } }
    }
  }
  const sources = opened.map(({ source }) => source)
  for await (const { image, event } of inspectMany(sources, await options())) {
    if (event.kind !== 'failed') call.log?.event(event)
    yield { image: opened[image]?.image ?? image, event }
  }
}
