import { type Descriptor, parseDescriptor } from './descriptor-document.ts'
import { elements, type Field, member, members, requiredText, texts } from './json-document.ts'

/** One image of the `manifest.json` that `docker save` and its imitators write. */
export interface DockerManifestEntry {
  /** Path of the config in the archive. */
  readonly config: string
  readonly tags: readonly string[]
  /** Paths of the layers in the archive, bottom first. */
  readonly layers: readonly string[]
  /** What Docker ≥ 25 says of layers that came from a registry. */
  readonly layerSources: readonly Descriptor[]
}

/** A list with one entry per image. */
export function parseDockerManifest(field: Field): DockerManifestEntry[] {
  return elements(field).map(entry => ({
    config: requiredText(member(entry, 'Config')),
    tags: texts(member(entry, 'RepoTags')),
    layers: texts(member(entry, 'Layers')),
    layerSources: members(member(entry, 'LayerSources')).map(([, source]) => parseDescriptor(source)),
  }))
}
