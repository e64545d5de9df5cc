import { type Descriptor, parseDescriptor } from './descriptor-document.ts'
import { elements, type Field, member } from './json-document.ts'

/** An OCI index (`index.json` and the ones it leads to) or a Docker manifest list. */
export interface IndexDocument {
  readonly manifests: readonly Descriptor[]
}

export function parseIndex(field: Field): IndexDocument {
  return { manifests: elements(member(field, 'manifests')).map(parseDescriptor) }
}

/**
 * The names a descriptor of an index carries. containerd and BuildKit write a full name and the bare tag, Podman and
 * Skopeo put either into `ref.name`; the full one comes first.
 */
export function annotatedNames({ annotations }: Descriptor): string[] {
  const names = [annotations['io.containerd.image.name'], annotations['org.opencontainers.image.ref.name']]
  return names.flatMap(name => (name === undefined || name === '' ? [] : [name]))
}

/** A provenance or signature beside an image, never the image (semantics §3). */
export function isAttestation({ annotations, platform }: Descriptor): boolean {
  return (
    annotations['vnd.docker.reference.type'] !== undefined ||
    (platform?.os === 'unknown' && platform.architecture === 'unknown')
  )
}
