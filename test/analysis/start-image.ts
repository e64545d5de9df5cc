import { type ElfRecipe, elfOf } from '../../fixtures/elf/elf-of.ts'
import type { EntryRecipe } from '../../fixtures/tar/recipe.ts'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import type { Analysis } from '../../src/analysis/analysis.ts'
import { EMPTY_CONFIG, type ImageConfig } from '../../src/image/config.ts'
import type { ContainerRecord } from '../../src/image/container.ts'
import { parseDigest } from '../../src/image/digest.ts'
import { type LayerFacts, NO_FACTS } from '../../src/image/facts/fact.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { readLayer } from '../../src/layer/read-layer.ts'
import type { Layer } from '../../src/tree/layer.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'

/** An image to be started: its one layer, and what the config says. */
export interface StartRecipe {
  readonly files: readonly EntryRecipe[]
  readonly config?: Partial<ImageConfig>
  /** Default amd64. */
  readonly architecture?: string
  /** A layer above that could not be read. */
  readonly unreadableAbove?: boolean
  /** What became of the container, if it is one. */
  readonly container?: ContainerRecord
  /** Pretends that the layer held more facts than are kept. */
  readonly factsCut?: boolean
}

/** The image, read as any other: its layer goes through tar, tree and facts. */
export async function startImage(recipe: StartRecipe): Promise<Analysis> {
  const tar = tarOf(recipe.files, { dialect: 'pax' })
  const options = { what: 'Layer 0', limits: DEFAULT_LIMITS, signal: new AbortController().signal }
  const { tree, facts } = await readLayer(chunks(tar), options)
  const layer = layerOf(0, tree, recipe.factsCut ? { byEntry: new Map(), complete: false } : facts)
  const layers = recipe.unreadableAbove ? [layer, UNREADABLE] : [layer]
  return analyse(documentsOf(recipe), layers, { base: null })
}

export function file(name: string, content = '', more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, content, ...more }
}

/** A file with x bits for everybody. */
export function script(name: string, content: string, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, content, mode: 0o755, ...more }
}

export function elf(name: string, recipe: ElfRecipe = {}, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, content: elfOf(recipe), mode: 0o755, ...more }
}

export function link(name: string, linkName: string): EntryRecipe {
  return { name, type: 'symlink', linkName }
}

export function directory(name: string, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name: `${name}/`, type: 'directory', ...more }
}

const GLIBC_LOADER = 'usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'
const INTERPRETER = '/lib64/ld-linux-x86-64.so.2'

/** Debian's C library and the links that lead to it. */
export const GLIBC: readonly EntryRecipe[] = [
  elf(GLIBC_LOADER, { type: 3, soname: 'ld-linux-x86-64.so.2' }),
  link('lib64', 'usr/lib64'),
  link('lib', 'usr/lib'),
  link('usr/lib64/ld-linux-x86-64.so.2', `../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2`),
  elf('usr/lib/x86_64-linux-gnu/libc.so.6', {
    type: 3,
    soname: 'libc.so.6',
    needed: ['ld-linux-x86-64.so.2'],
  }),
]

/** Alpine's: one file. */
export const MUSL: readonly EntryRecipe[] = [
  elf('lib/ld-musl-x86_64.so.1', { type: 3, soname: 'libc.musl-x86_64.so.1' }),
]

/** A program of glibc that needs these libraries. */
export function dynamic(name: string, recipe: ElfRecipe = {}, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return elf(name, { interpreter: INTERPRETER, needed: ['libc.so.6'], ...recipe }, more)
}

export function library(name: string, recipe: ElfRecipe = {}): EntryRecipe {
  return elf(name, { type: 3, soname: name.replace(/^.*\//, ''), ...recipe }, { mode: 0o644 })
}

const UNREADABLE: Layer = {
  kind: 'unreadable',
  index: 1,
  diffId: null,
  digest: null,
  mediaType: null,
  fault: { kind: 'missingBlob', what: 'Layer 1', blob: 'x' },
}

/** A layer that was read; what it is called does not matter to a start. */
export function layerOf(index: number, tree: LayerTree, facts: LayerFacts = NO_FACTS): Layer {
  const diffId = parseDigest(`sha256:${'0'.repeat(64)}`)
  if (diffId === undefined) throw new Error('not a digest')
  const names = { diffId, digest: null, mediaType: null, transferBytes: null }
  return { kind: 'read', index, ...names, tree, facts, findings: [] }
}

export function documentsOf({
  config,
  architecture = 'amd64',
  container,
}: Omit<StartRecipe, 'files'>): ImageDocuments {
  return {
    tags: [],
    digest: null,
    id: null,
    platform: { os: architecture === 'windows' ? 'windows' : 'linux', architecture, variant: null },
    created: null,
    config: { ...EMPTY_CONFIG, ...config },
    steps: [],
    layers: [],
    annotations: {},
    findings: [],
    ...(container === undefined ? {} : { container }),
  }
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
