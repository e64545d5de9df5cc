import type { Analysis } from './analysis/analysis.ts'
import { betterBase, withBase } from './analysis/base/with-base.ts'
import { type Fault, LayerscopeError } from './errors.ts'
import type { InspectEvent } from './events.ts'
import type { Digest } from './image/digest.ts'
import type { ImageDocuments } from './image/image.ts'
import type { KnownImage } from './image/known-image.ts'
import {
  beginImage,
  beginReading,
  type ImageInTheMaking,
  type InspectOptions,
} from './image-in-the-making.ts'
import { finishImage, inspect, knownImages, placeLayers, receivePart } from './inspect.ts'
import { KnownLayers } from './layer/known-layers.ts'
import { faultOf } from './layer/place-layer.ts'
import { isRecalledWhole } from './recall.ts'
import { type EngineImage, engineImageOf, isKnownWhole } from './source/engine/engine-source.ts'
import { type ExportedImage, exportParts } from './source/engine/export-parts.ts'
import { Neighbours } from './source/neighbours.ts'
import type { Source } from './source/source.ts'

/** What happens while several images are read; `image` is the number of the source. */
export interface ManyEvent {
  readonly image: number
  /** The last of each image is `analysed` or `failed`. */
  readonly event: InspectEvent | { readonly kind: 'failed'; readonly fault: Fault }
}

/**
 * Reads several images, each layer once: images of one engine come with one export in which shared layers are once,
 * and a layer that another image has already brought is skipped, or left in the stream it stands in.
 *
 * An image that cannot be shown is an event, unlike for `inspect`: the others can be.
 */
export async function* inspectMany(
  sources: readonly Source[],
  options: InspectOptions,
): AsyncGenerator<ManyEvent> {
  const known = options.known ?? new KnownLayers()
  const analyses = new Map<number, Analysis>()
  for (const group of groupByEngine(sources)) {
    const events =
      group.kind === 'engine'
        ? inspectTogether(group.members, { ...options, known })
        : inspectAlone(group.member, { ...options, known })
    for await (const each of events) {
      if (each.event.kind === 'analysed') analyses.set(each.image, each.event.analysis)
      yield each
    }
  }
  if (options.base === null) yield* findBasesAmong(sources, analyses)
}

/** An image that came later may be the base of an earlier one: where that tells more, the image is told again. */
function* findBasesAmong(
  sources: readonly Source[],
  analyses: ReadonlyMap<number, Analysis>,
): Generator<ManyEvent> {
  for (const [image, analysis] of analyses) {
    const others = [...analyses].flatMap(([other, { documents }]) =>
      other === image ? [] : knownImage(sources[other]?.info.label ?? '', documents),
    )
    const base = betterBase(analysis, others)
    if (base !== null) yield { image, event: { kind: 'analysed', analysis: withBase(analysis, base) } }
  }
}

/** An image without a name is called by where it is. */
function knownImage(label: string, { tags, digest, layers }: ImageDocuments): KnownImage[] {
  const diffIds = layers.flatMap(({ diffId }) => diffId ?? [])
  if (diffIds.length < layers.length) return []
  return [{ names: tags.length > 0 ? tags : [label], digests: digest === null ? [] : [digest], diffIds }]
}

interface Member {
  readonly image: number
  readonly source: Source
}

interface EngineMember extends Member {
  readonly inEngine: EngineImage
}

type Group =
  | { readonly kind: 'engine'; readonly members: EngineMember[] }
  | { readonly kind: 'alone'; readonly member: Member }

/** Engines first, several images of one together; then the rest in their order. */
function groupByEngine(sources: readonly Source[]): Group[] {
  const engines = new Map<string, EngineMember[]>()
  const alone: Group[] = []
  for (const [image, source] of sources.entries()) {
    const inEngine = engineImageOf(source)
    if (inEngine === null) alone.push({ kind: 'alone', member: { image, source } })
    else {
      const { label } = inEngine.client.engine
      const members = engines.get(label) ?? []
      engines.set(label, [...members, { image, source, inEngine }])
    }
  }
  return [...[...engines.values()].map((members): Group => ({ kind: 'engine', members })), ...alone]
}

async function* inspectAlone({ image, source }: Member, options: InspectOptions): AsyncGenerator<ManyEvent> {
  try {
    for await (const event of inspect(source, options)) yield { image, event }
  } catch (error) {
    yield failed(image, error, options)
  }
}

function failed(image: number, error: unknown, { signal }: InspectOptions): ManyEvent {
  signal.throwIfAborted()
  if (!(error instanceof LayerscopeError)) throw error
  return { image, event: { kind: 'failed', fault: error.fault } }
}

/** An image of an export that several share. */
interface Making extends ExportedImage, EngineMember {
  readonly making: ImageInTheMaking
  /** What ended it alone, behind the export. */
  ending: unknown
}

async function* inspectTogether(
  members: readonly EngineMember[],
  options: InspectOptions,
): AsyncGenerator<ManyEvent> {
  const reading = beginReading(options)
  const makings: Making[] = []
  using neighbours = new Neighbours(
    options.base === null ? (members[0]?.source ?? null) : null,
    options.signal,
  )
  let ending: unknown = null
  try {
    for (const member of members) {
      const making = beginImage(reading)
      const found = yield* findMember(member, making, options)
      if (found !== null) makings.push({ ...member, ...found, making, ending: null })
    }
    const unread = makings.filter(({ making }) => !isRecalledWhole(making))
    const isKnown = (diffId: Digest) => reading.shelf.isRecalled(diffId)
    if (unread.length > 0) neighbours.ask()
    yield* receiveExport(
      unread.filter(each => !isKnownWhole(each, { ...options, isKnown })),
      options,
    )
    for (const each of unread) yield* receiveRest(each, options)
  } catch (error) {
    options.signal.throwIfAborted()
    if (!(error instanceof LayerscopeError)) throw error
    ending = error
  } finally {
    await reading.threads.close()
  }
  for (const each of makings)
    yield* finishMember(each, ending, options, await knownImages(each.making, neighbours, options))
}

async function* findMember(
  { image, source, inEngine }: EngineMember,
  making: ImageInTheMaking,
  options: InspectOptions,
) {
  yield { image, event: { kind: 'source', label: source.info.label, notes: source.info.notes } } as const
  try {
    const finding = inEngine.find(options)
    for (let next = await finding.next(); ; next = await finding.next()) {
      if (next.done) return next.value
      for await (const event of receivePart(making, next.value, options)) yield { image, event }
    }
  } catch (error) {
    yield failed(image, error, options)
    return null
  }
}

/** Parts of one image go to it; what any may need is taken in once, then looked at by all. */
async function* receiveExport(
  makings: readonly Making[],
  options: InspectOptions,
): AsyncGenerator<ManyEvent> {
  const [first] = makings
  if (first === undefined) return
  for await (const { image, part } of exportParts(first.inEngine.client, makings, options)) {
    const receiver = image === null ? first : (makings[image] ?? first)
    for await (const event of receivePart(receiver.making, part, options))
      yield { image: receiver.image, event }
    for (const other of makings)
      for (const event of placeLayers(other.making, options.verify)) yield { image: other.image, event }
    if (makings.every(({ making }) => isRecalledWhole(making))) return
  }
}

/** What comes behind the export is one image's own, and so is what ends it. */
async function* receiveRest(each: Making, options: InspectOptions): AsyncGenerator<ManyEvent> {
  const { image, making } = each
  try {
    for await (const part of each.rest(options))
      for await (const event of receivePart(making, part, options)) yield { image, event }
  } catch (error) {
    options.signal.throwIfAborted()
    each.ending = error
  }
}

/** Ends an image as `inspect` does: with what there is, or with why there is nothing. */
async function* finishMember(
  { image, source, making, ending: own }: Making,
  shared: unknown,
  options: InspectOptions,
  known: readonly KnownImage[],
): AsyncGenerator<ManyEvent> {
  const ending = own ?? shared
  try {
    if (making.documents === null && ending !== null) throw ending
    const fault = ending === null ? null : faultOf(ending)
    for await (const event of finishImage(making, fault, source, options, known)) yield { image, event }
  } catch (error) {
    yield failed(image, error, options)
  }
}
