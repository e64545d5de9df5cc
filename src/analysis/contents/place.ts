/** What is kept at a place of an image that everybody lays out alike. */
export type PlaceRole =
  /** What a package manager could install. */
  | 'packageLists'
  /** Packages it downloaded. */
  | 'packageCache'
  /** What it noted about installed packages. */
  | 'packageDatabase'
  /** What a compiler or bundler keeps to be faster next time. */
  | 'buildCache'
  /** Compilers, headers, build tools. */
  | 'toolchain'
  /** Interpreters, virtual machines and their standard libraries. */
  | 'runtime'
  /** Packages of a language. */
  | 'dependencies'
  | 'source'
  | 'tests'
  | 'docs'
  | 'locales'
  | 'versionControl'
  | 'certificates'
  | 'timeZones'
  | 'logs'
  | 'temporary'
  /** Where an operating system keeps its own; no more than that is known. */
  | 'system'

/** Whose place it is. */
export type PlaceOwner =
  | 'apk'
  | 'apt'
  | 'bazel'
  | 'bundler'
  | 'cargo'
  | 'ccache'
  | 'composer'
  | 'conda'
  | 'dnf'
  | 'dotnet'
  | 'dpkg'
  | 'gcc'
  | 'git'
  | 'go'
  | 'gradle'
  | 'java'
  | 'llvm'
  | 'maven'
  | 'mercurial'
  | 'node'
  | 'npm'
  | 'nuget'
  | 'pacman'
  | 'perl'
  | 'php'
  | 'pip'
  | 'pnpm'
  | 'poetry'
  | 'python'
  | 'rpm'
  | 'ruby'
  | 'rust'
  | 'subversion'
  | 'uv'
  | 'yarn'
  | 'yum'
  | 'zypper'

export interface Place {
  readonly role: PlaceRole
  /** `null` when nobody's in particular. */
  readonly owner: PlaceOwner | null
}
