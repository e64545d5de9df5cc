import type { Place, PlaceRole } from './place.ts'

/** What bytes are there for, in the order they are told. Every file has exactly one. */
export const CATEGORIES = [
  'systemPackages',
  'toolchain',
  'dependencies',
  'packageCache',
  'buildCache',
  'source',
  'application',
  'certificatesAndZones',
  'other',
] as const

export type Category = (typeof CATEGORIES)[number]

/** Bytes by category. */
export type CategoryBytes = Readonly<Record<Category, number>>

/** What a place tells of the files in it; `null` when not enough. */
export function categoryOfPlace({ role, owner }: Place): Category | null {
  // Tests and documents that came with a package of a language are part of it.
  if ((role === 'tests' || role === 'docs') && owner !== null) return 'dependencies'
  return CATEGORY_OF_ROLE[role]
}

const CATEGORY_OF_ROLE: Readonly<Record<PlaceRole, Category | null>> = {
  packageLists: 'packageCache',
  packageCache: 'packageCache',
  packageDatabase: 'systemPackages',
  buildCache: 'buildCache',
  toolchain: 'toolchain',
  runtime: 'toolchain',
  dependencies: 'dependencies',
  source: 'source',
  tests: 'source',
  docs: null,
  locales: null,
  versionControl: 'source',
  certificates: 'certificatesAndZones',
  timeZones: 'certificatesAndZones',
  logs: 'other',
  temporary: 'other',
  system: null,
}

/** The category of what a package of the operating system installed, by its name. */
export function categoryOfPackage(name: string): Category {
  if (CERTIFICATES_OR_ZONES.test(name)) return 'certificatesAndZones'
  return TOOLCHAINS.some(pattern => pattern.test(name)) ? 'toolchain' : 'systemPackages'
}

const CERTIFICATES_OR_ZONES = /^(?:ca-certificates|tzdata)(?:-|$)/

/** Languages as Debian and Alpine call them. Every Debian has a gcc-12-base and a perl-base: these are none. */
const TOOLCHAINS: readonly RegExp[] = [
  /-dev$/,
  /^linux-headers(?:-|$)/,
  /^build-(?:base|essential)$/,
  /^(?:gcc|g\+\+|cpp|gfortran|clang|llvm|lld)(?:-(?!.*-?base$).*)?$/,
  /^lib(?:asan|binutils|cc1|clang|ctf|gomp|gprofng|hwasan|isl|itm|llvm|lsan|mpc|mpfr|quadmath|tsan|ubsan)[0-9-]*/,
  /^(?:isl|mpc|mpfr)[0-9]+$/,
  /^(?:binutils|dotnet|go|golang|gradle|maven|nodejs|npm|openjdk|rust|yarn)(?:[0-9-].*)?$/,
  /^(?:autoconf|automake|cargo|cmake|default-j[dr][ek].*|dpkg-dev|libtool|make|meson|ninja-build|rustc)$/,
  /^(?:lib)?python[0-9]/,
  /^(?:py3|python3)-(?:pip|setuptools|wheel)/,
  /^(?:lib)?(?:php|ruby)[0-9.]*(?:-.*)?$/,
]
