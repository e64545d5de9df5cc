import type { ByteString } from '../byte-string.ts'

/** What later checks need of a file's content, taken while the layer streams by. Small and bounded. */
export type Fact =
  | ElfFact
  | { readonly kind: 'script' /** The first 256 bytes. */; readonly head: ByteString }
  | {
      readonly kind: 'text' /** passwd, group, os-release, ld.so.conf*, musl path files: the whole text, up to the rule's ceiling. */
      readonly content: ByteString
      readonly complete: boolean
    }
  | {
      readonly kind: 'loaderCache' /** ld.so.cache, as bytes. */
      readonly bytes: Uint8Array
      readonly complete: boolean
    }
  | {
      readonly kind: 'packageDatabase'
      readonly format: 'dpkg' | 'dpkgStatus.d' | 'apk' | 'npm' | 'python'
      readonly bytes: Uint8Array
      readonly complete: boolean
    }
  | {
      readonly kind: 'secret' /** Which signatures matched, by name. */
      readonly signatures: readonly SecretSignature[]
    }

export type SecretSignature =
  | 'privateKey'
  | 'awsAccessKey'
  | 'githubToken'
  | 'slackToken'
  | 'gcpServiceAccount'
  | 'npmToken'

/** What `readelf -hld` would tell, as far as a start or a comparison depends on it. */
export interface ElfFact {
  readonly kind: 'elf'
  readonly class: 32 | 64
  readonly littleEndian: boolean
  /** e_machine. */
  readonly machine: number
  /** e_type: 2 executable, 3 shared object or PIE, 1 object, 4 core. */
  readonly type: number
  readonly osAbi: number
  /** PT_INTERP; `null` when static. */
  readonly interpreter: ByteString | null
  readonly needed: readonly ByteString[]
  readonly soname: ByteString | null
  readonly rpath: ByteString | null
  readonly runpath: ByteString | null
  /** No symbol table in the section headers; `null` when these could not be seen. */
  readonly stripped: boolean | null
  readonly buildId: string | null
  readonly go: GoBuildInfo | null
  /** False when a part that should be there lay outside the bytes we keep. */
  readonly complete: boolean
}

/** What `go version -m` tells, and which packages the binary surely links. */
export interface GoBuildInfo {
  readonly version: string
  /** Path of the main package. */
  readonly path: string | null
  readonly mainModule: GoModule | null
  readonly dependencies: readonly GoModule[]
  /** Build settings (`CGO_ENABLED` → `0`, `-ldflags` → …), in order. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** Of the packages doctor asks about, those whose symbols are in the binary. */
  readonly linkedPackages: readonly GoPackage[]
}

/** Standard packages that need something of the image at run time. */
export type GoPackage = 'crypto/x509' | 'time/tzdata' | 'net/http' | 'os/user' | 'os/exec'

export interface GoModule {
  readonly path: string
  readonly version: string
}

/** Facts of one layer, by entry number of its layer tree. */
export type LayerFacts = ReadonlyMap<number, Fact>
