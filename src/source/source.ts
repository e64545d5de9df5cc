import type { Digest } from '../image/digest.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { KnownImage } from '../image/known-image.ts'
import type { Limits } from '../image/limits.ts'
import type { Platform } from '../image/platform.ts'
import type { Layer } from '../tree/layer.ts'
import type { OpenBlobs } from './blob-store.ts'
import type { HeldPlace } from './file-place.ts'

export type SourceKind =
  | 'engine'
  | 'archive'
  | 'ociLayout'
  | 'directory'
  | 'standardInput'
  | 'container'
  | 'analysis'

/** Where an image is read from, for people. */
export interface SourceInfo {
  readonly kind: SourceKind
  /** `unix:///var/run/docker.sock`, `image.tar`, `oci:dir`, … as a person would write it. */
  readonly label: string
  /** What is worth saying about the choice: "also an image of that name in the engine". */
  readonly notes: readonly string[]
}

/** A place an image can be read from. Opening it is cheap; reading happens in `parts`. */
export interface Source {
  readonly info: SourceInfo
  /**
   * What the medium has, in the order it has it. A blob must be read (or left) before the next part is asked for; one
   * that can be held is read whenever its holder likes.
   */
  parts(options: ReadOptions): AsyncIterable<SourcePart>
  /** Its blobs for reading them again; `null`, like no such method, where they only pass by (an engine, a pipe). */
  openBlobs?(limits: Limits): Promise<OpenBlobs | null>
  /** Images of the same place and their layers, to recognise a base among them; no such method where asking is dear. */
  neighbours?(signal: AbortSignal): Promise<readonly KnownImage[]>
}

export interface ReadOptions {
  /** The platform asked for; `null` takes this machine's, else the only one present. */
  readonly platform: Platform | null
  /** Architecture of this machine as Node calls it. */
  readonly hostArchitecture: string
  /** Whether a digest that does not fit is a fault (true) or a finding. */
  readonly verify: boolean
  readonly limits: Limits
  readonly signal: AbortSignal
  /** Whether a layer need not be sent, because its content is known from elsewhere. */
  readonly isKnown?: (diffId: Digest) => boolean
  /** What to do about an image the engine does not have. */
  readonly pull: PullPolicy
}

/** `ask` is called with the reference and says whether to pull. */
export type PullPolicy =
  | { readonly kind: 'never' }
  | { readonly kind: 'always' }
  | { readonly kind: 'ask'; readonly ask: (reference: string) => Promise<boolean> }

export type SourcePart =
  /** What the image says of itself. An engine tells it before the export (`preview`); `final` names the blobs. */
  | { readonly kind: 'documents'; readonly stage: 'preview' | 'final'; readonly documents: ImageDocuments }
  /**
   * Names exactly this image as it is now, before anything else is said: whoever has read it under that name needs
   * nothing more of it. `tags`: what it is called now, where that may change without the image.
   */
  | { readonly kind: 'identity'; readonly identity: string; readonly tags: readonly string[] | null }
  | { readonly kind: 'pull'; readonly progress: PullProgress }
  /** The engine was asked for the export and prepares it. */
  | { readonly kind: 'waiting'; readonly expectedBytes: number | null }
  /** A candidate layer. `name` is what descriptors call it in `blob`; a stream holds candidates no descriptor names. */
  | {
      readonly kind: 'blob'
      readonly name: string
      readonly storedBytes: number | null
      readonly bytes: AsyncIterable<Uint8Array>
      /** Where the bytes lie, to be read on another thread, while other parts come; only where they lie. */
      readonly hold?: () => Promise<HeldPlace>
    }
  /** A blob that descriptors may name but that cannot be read at all. */
  | { readonly kind: 'brokenBlob'; readonly name: string; readonly error: unknown }
  /** A layer that was taken apart before: nothing of it is read, and nothing verified. */
  | { readonly kind: 'layer'; readonly layer: Layer }
  /** What was known of the base image when the layers were taken apart. */
  | { readonly kind: 'base'; readonly base: SourceBase | null }
  /** Another name of a blob (Podman writes `layer.tar` as a symlink). */
  | { readonly kind: 'alias'; readonly name: string; readonly target: string }

/** The lowest layers of an image that came from another one, and how that is known. */
export interface SourceBase {
  readonly layers: number
  readonly certainty: 'stated' | 'matched' | 'likely'
  readonly name: string | null
  readonly evidence: readonly string[]
}

export interface PullProgress {
  readonly status: string
  readonly currentBytes: number
  readonly totalBytes: number | null
}
