import type { InspectEvent } from '../../events.ts'
import type { ImageKey, ImageState, Progress } from '../state.ts'
import type { Transition } from '../store.ts'
import { tellRebuild } from './tell-rebuild.ts'

/** Takes in what the pipeline says of one image; `now` is in milliseconds of any steady clock. */
export const receiveEvent: Transition<[key: ImageKey, event: InspectEvent, now: number]> = (
  state,
  key,
  event,
  now,
) => {
  const before = state.images.get(key) ?? OPENING
  const told = { ...state, images: new Map(state.images).set(key, advance(before, event, now)) }
  return event.kind === 'analysed' ? tellRebuild(told, key) : told
}

const OPENING: ImageState = { kind: 'opening', stage: { kind: 'asking', label: null } }

function advance(image: ImageState, event: InspectEvent, now: number): ImageState {
  switch (event.kind) {
    case 'source':
      return { kind: 'opening', stage: { kind: 'asking', label: event.label } }
    case 'pulling':
      return { kind: 'opening', stage: event }
    case 'documents':
      return {
        kind: 'reading',
        documents: event.documents,
        layers: layersOf(image),
        outlined: image.kind === 'reading' && image.outlined,
        progress: progressOf(image, now),
      }
    case 'waiting':
      return withProgress(image, now, progress => ({
        ...progress,
        stage: 'waiting',
        expectedBytes: event.expectedBytes,
        now,
      }))
    case 'progress':
      return withProgress(image, now, progress =>
        readSoFar(progress, event.readBytes, event.expectedBytes, now),
      )
    case 'outline':
      return image.kind === 'reading'
        ? { ...image, layers: new Map(image.layers).set(event.layer.index, event.layer), outlined: true }
        : image
    case 'layer':
      return image.kind === 'reading'
        ? { ...image, layers: new Map(image.layers).set(event.layer.index, event.layer) }
        : image
    case 'analysed':
      return { kind: 'ready', analysis: event.analysis }
    default:
      return event satisfies never
  }
}

function layersOf(image: ImageState) {
  return image.kind === 'reading' ? image.layers : new Map()
}

function progressOf(image: ImageState, now: number): Progress {
  if (image.kind === 'reading') return { ...image.progress, now }
  if (image.kind === 'opening' && image.stage.kind === 'reading') return { ...image.stage.progress, now }
  return { stage: 'starting', readBytes: 0, expectedBytes: null, since: now, now }
}

function withProgress(image: ImageState, now: number, change: (before: Progress) => Progress): ImageState {
  const progress = change(progressOf(image, now))
  if (image.kind === 'reading') return { ...image, progress }
  return image.kind === 'opening' ? { kind: 'opening', stage: { kind: 'reading', progress } } : image
}

/** The clock for "how fast" starts with the first byte: an engine may prepare an export for seconds before it. */
function readSoFar(
  progress: Progress,
  readBytes: number,
  expectedBytes: number | null,
  now: number,
): Progress {
  const since = progress.readBytes === 0 ? now : progress.since
  return { stage: 'reading', readBytes, expectedBytes: expectedBytes ?? progress.expectedBytes, since, now }
}
