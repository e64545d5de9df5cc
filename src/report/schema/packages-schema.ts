import type { CategoryBytes } from '../../analysis/contents/category.ts'
import type { Ecosystem, UnreadDatabase } from '../../analysis/contents/package.ts'
import type {
  ImagePackagesJson,
  PackageJson,
  PackagesReportJson,
  UnreadDatabaseJson,
} from '../json/packages-json.ts'
import type { EcosystemTotal } from '../packages/package-totals.ts'
import { PATH } from './file-schema.ts'
import { COUNT, described, FLAG, listOf, NONE, objectOf, oneWordOf, orNull, TEXT } from './json-schema.ts'

export const CATEGORY_BYTES = objectOf<CategoryBytes>(
  {
    systemPackages: described('Packages of the operating system, and their database.', COUNT),
    toolchain: described('Compilers, headers, interpreters, standard libraries.', COUNT),
    dependencies: described('Packages of a language.', COUNT),
    packageCache: described('Package lists, downloaded packages.', COUNT),
    buildCache: COUNT,
    source: described('Source, tests, version control.', COUNT),
    application: COUNT,
    certificatesAndZones: COUNT,
    other: COUNT,
  },
  NONE,
)

const ECOSYSTEM = oneWordOf<Ecosystem>({ dpkg: true, apk: true, go: true, npm: true, python: true })

export const ECOSYSTEM_TOTAL = objectOf<EcosystemTotal>(
  { ecosystem: ECOSYSTEM, packages: COUNT, bytes: COUNT },
  NONE,
)

const PACKAGE = objectOf<PackageJson>(
  {
    ecosystem: ECOSYSTEM,
    name: TEXT,
    version: described('Empty where none is recorded.', TEXT),
    architecture: orNull(TEXT),
    bytes: described(
      "Of the final tree's files it owns, each inode once; null: a module within the bytes of a program.",
      orNull(COUNT),
    ),
    layer: described('The layer that brought this version.', COUNT),
    paths: described('The database, description or program that names it.', listOf(PATH)),
  },
  NONE,
)

const UNREAD_DATABASE = objectOf<UnreadDatabaseJson>(
  { kind: oneWordOf<UnreadDatabase['kind']>({ rpm: true, pacman: true, tooLong: true }), path: PATH },
  NONE,
)

const IMAGE_PACKAGES = objectOf<ImagePackagesJson>(
  {
    reference: TEXT,
    source: TEXT,
    complete: described('Whether every layer and every database could be read.', FLAG),
    bytes: described('Of the final tree, that belong to a package.', orNull(COUNT)),
    ecosystems: orNull(listOf(ECOSYSTEM_TOTAL)),
    packages: described('Most bytes first.', orNull(listOf(PACKAGE))),
    unread: described('Databases that are there and cannot be read.', listOf(UNREAD_DATABASE)),
  },
  NONE,
)

export const PACKAGES_REPORT = objectOf<PackagesReportJson>(
  { schemaVersion: TEXT, images: listOf(IMAGE_PACKAGES) },
  NONE,
)
