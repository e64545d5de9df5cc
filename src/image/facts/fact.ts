import type { ByteString } from '../byte-string.ts'

/** What later checks need of a file's content, taken while the layer streams by. Small and bounded. */
export type Fact =
  | ElfFact
  | ScriptFact
  | TextFact
  | LoaderCacheFact
  | PackageDatabaseFact
  | PackageFact
  | SecretFact

/** How something executable that is not ELF begins: with `#!`, with a BOM and `#!`, or as plain text. */
export interface ScriptFact {
  readonly kind: 'script'
  /** The first 256 bytes with `#!`; without, the first 32 (enough to show that there is none). */
  readonly head: ByteString
}

/** The text of passwd, group, os-release, ld.so.conf*, musl path files, release files. */
export interface TextFact {
  readonly kind: 'text'
  readonly content: ByteString
  /** False when the file is longer than what was kept. */
  readonly complete: boolean
}

/** `/etc/ld.so.cache`, as bytes. */
export interface LoaderCacheFact {
  readonly kind: 'loaderCache'
  readonly bytes: Uint8Array
  readonly complete: boolean
}

/** A file in which a package manager keeps what is installed; parsed by whoever lists packages. */
export interface PackageDatabaseFact {
  readonly kind: 'packageDatabase'
  readonly format: PackageDatabaseFormat
  readonly bytes: Uint8Array
  readonly complete: boolean
}

/**
 * `dpkg`: /var/lib/dpkg/status · `dpkgStatus.d`: one package of a distroless image · `dpkgFiles`: the paths of one
 * package (info/NAME.list, or status.d/NAME.md5sums) · `apk`: the installed database · `pythonFiles`: the paths of one
 * Python distribution (NAME.dist-info/RECORD).
 */
export type PackageDatabaseFormat = 'dpkg' | 'dpkgStatus.d' | 'dpkgFiles' | 'apk' | 'pythonFiles'

/** One installed package that describes itself in a file of its own. */
export interface PackageFact {
  readonly kind: 'package'
  readonly ecosystem: 'npm' | 'python'
  readonly name: string
  readonly version: string
}

/** Which signatures of secrets the beginning of a file matched. Never the secret itself. */
export interface SecretFact {
  readonly kind: 'secret'
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
  /** e_type: 2 executable, 3 shared object or PIE. Relocatable objects and core dumps have no fact. */
  readonly type: number
  readonly osAbi: number
  /** PT_INTERP; `null` when static. */
  readonly interpreter: ByteString | null
  readonly needed: readonly ByteString[]
  readonly soname: ByteString | null
  readonly rpath: ByteString | null
  readonly runpath: ByteString | null
  /** Versions of symbols it cannot do without, by library; `null` when the table was not kept whole. */
  readonly versionNeeds: readonly VersionNeed[] | null
  /** Versions of symbols it defines; none for a library without versions, `null` likewise. */
  readonly versions: readonly ByteString[] | null
  /** No symbol table in the section headers; `null` when these could not be seen. */
  readonly stripped: boolean | null
  /** GNU build id in hex. */
  readonly buildId: string | null
  readonly go: GoBuildInfo | null
  /** False when a part that should be there lay outside the bytes we keep, or outside the file. */
  readonly complete: boolean
}

/** What a file needs of one library: `GLIBC_2.34` of `libc.so.6`. */
export interface VersionNeed {
  readonly library: ByteString
  readonly versions: readonly ByteString[]
}

/** What `go version -m` tells, and what the binary surely links. */
export interface GoBuildInfo {
  /** `go1.22.1`; `null` when not recorded in the binary's own build block (before Go 1.18, or removed). */
  readonly version: string | null
  /** Path of the main package. */
  readonly path: string | null
  readonly mainModule: GoModule | null
  readonly dependencies: readonly GoModule[]
  /** Build settings (`CGO_ENABLED` → `0`, `-ldflags` → …), in order. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** From the function names; these survive `strip`. `null` when they could not be read (before Go 1.16). */
  readonly linked: GoLinked | null
}

/** What the linker put into a Go binary, of what a start depends on. */
export interface GoLinked {
  /** Of the packages doctor asks about, those with a function in the binary. */
  readonly packages: readonly GoPackage[]
  /** `time.LoadLocation` can be reached: the program looks up time zones by name. */
  readonly loadsTimeZones: boolean
  /** `os.CreateTemp` or `os.MkdirTemp` can be reached: the program makes temporary files. */
  readonly usesTemporaryFiles: boolean
}

/** Standard packages that need something of the image at run time (`time/tzdata` removes such a need). */
export type GoPackage = 'crypto/x509' | 'time/tzdata' | 'net/http' | 'os/user' | 'os/exec'

export interface GoModule {
  readonly path: string
  readonly version: string
  /** The module that stands in for it (`replace` of go.mod). */
  readonly replacedBy: { readonly path: string; readonly version: string } | null
}

/** Facts of one layer. */
export interface LayerFacts {
  /** By entry number of its layer tree. An entry may have several: a script that holds a token. */
  readonly byEntry: ReadonlyMap<number, readonly Fact[]>
  /** False when the layer held more than we keep of one layer; which facts are missing is not known then. */
  readonly complete: boolean
}

/** What an unreadable layer, or one without anything of interest, tells. */
export const NO_FACTS: LayerFacts = { byEntry: new Map(), complete: true }

/** The entry's fact of one kind; an entry has at most one of each. */
export function factOf<Kind extends Fact['kind']>(
  facts: LayerFacts,
  entry: number,
  kind: Kind,
): Extract<Fact, { kind: Kind }> | undefined {
  return facts.byEntry.get(entry)?.find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
}
