import { explain } from '../../errors.ts'
import type { InspectEvent } from '../../events.ts'
import type { Layer } from '../../tree/layer.ts'

/** One event of the pipeline in a few fields, for a log: trees and figures stay out of it. */
export function eventJson(event: InspectEvent): object {
  switch (event.kind) {
    case 'documents': {
      const { id, tags, platform, layers, steps } = event.documents
      return { kind: event.kind, id, tags, platform, layers: layers.length, steps: steps.length }
    }
    case 'outline':
    case 'layer':
      return { kind: event.kind, ...layerLog(event.layer) }
    case 'analysed': {
      const { complete, unpackedBytes, finalBytes, files, waste, findings } = event.analysis
      return {
        kind: event.kind,
        complete,
        unpackedBytes,
        finalBytes,
        files,
        wastedBytes: waste.bytes,
        findings: findings.length,
      }
    }
    default:
      return event
  }
}

function layerLog(layer: Layer): object {
  const { index, kind: state, diffId, digest, mediaType } = layer
  const fault = layer.kind === 'unreadable' ? explain(layer.fault) : undefined
  return { index, state, diffId, digest, mediaType, fault }
}
