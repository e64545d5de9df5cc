import type { Finding, FindingKind, Severity } from './finding.ts'

/** What could not be taken over from a container; names as text. */
export interface ContainerRemarks {
  readonly imageGone: boolean
  readonly mounts: readonly string[]
  readonly gone: readonly string[]
  readonly markers: readonly string[]
  readonly unspelled: readonly string[]
}

/** Why a container's layer may not be all that the container sees, kind by kind. */
export function containerFindings(image: string, layer: number, remarks: ContainerRemarks): Finding[] {
  const { imageGone, mounts, gone, markers, unspelled } = remarks
  const about = (
    kind: FindingKind,
    severity: Severity,
    names: readonly string[],
    message: string,
  ): Finding[] =>
    names.length === 0
      ? []
      : [
          {
            kind,
            severity,
            layer,
            path: null,
            bytes: null,
            message: `${message}: ${firstOf(names)}.`,
            evidence: [],
          },
        ]
  return [
    ...(imageGone ? [imageGoneFinding(image, layer)] : []),
    ...about('containerMount', 'note', mounts, 'Mounted over, so that no layer has what is there'),
    ...about('containerChanged', 'note', gone, 'Listed as changed, but not exported'),
    ...about('containerNameLost', 'warning', markers, 'Left out, because a layer would take it for a marker'),
    ...about('containerNameLost', 'warning', unspelled, 'Deleted, and shown as if it were there'),
  ]
}

function imageGoneFinding(image: string, layer: number): Finding {
  return {
    kind: 'containerImageGone',
    severity: 'warning',
    layer,
    path: null,
    bytes: null,
    message: `The engine no longer has the image of the container (${image}); everything it exports is one layer.`,
    evidence: [],
  }
}

/** Nobody reads the eleventh. */
const SHOWN = 10

function firstOf(names: readonly string[]): string {
  const rest = names.length - SHOWN
  const shown = names.slice(0, SHOWN).join(', ')
  return rest <= 0 ? shown : `${shown} and ${rest.toLocaleString('en-US')} more`
}
