import type {
  ElfFact,
  Fact,
  GoBuildInfo,
  GoLinked,
  GoModule,
  GoPackage,
  PackageDatabaseFormat,
  SecretSignature,
} from '../image/facts/fact.ts'
import {
  elements,
  type Field,
  flag,
  isAbsent,
  member,
  members,
  requiredText,
  text,
  wrong,
} from '../image/json-document.ts'
import { bytesOfBase64, name, requiredCount, requiredName, wordOf } from './saved-text.ts'

/** What was learnt of a file's content; facts of kinds a newer version of layerscope knows are left out. */
export function savedFacts(field: Field): Fact[] {
  return members(field).flatMap(([kind, each]) => (isFactKind(kind) ? [READERS[kind](each)] : []))
}

function isFactKind(kind: string): kind is Fact['kind'] {
  return Object.hasOwn(READERS, kind)
}

const READERS: { readonly [Kind in Fact['kind']]: (field: Field) => Extract<Fact, { kind: Kind }> } = {
  elf: elfFact,
  script: field => ({ kind: 'script', head: requiredName(member(field, 'head')) }),
  text: field => ({
    kind: 'text',
    content: requiredName(member(field, 'content')),
    complete: flag(member(field, 'complete')),
  }),
  loaderCache: field => ({
    kind: 'loaderCache',
    bytes: bytesOfBase64(member(field, 'bytes')),
    complete: flag(member(field, 'complete')),
  }),
  packageDatabase: field => ({
    kind: 'packageDatabase',
    format: wordOf<PackageDatabaseFormat>(member(field, 'format'), [
      'dpkg',
      'dpkgStatus.d',
      'dpkgFiles',
      'apk',
      'pythonFiles',
    ]),
    bytes: bytesOfBase64(member(field, 'bytes')),
    complete: flag(member(field, 'complete')),
  }),
  package: field => ({
    kind: 'package',
    ecosystem: wordOf(member(field, 'ecosystem'), ['npm', 'python']),
    name: requiredText(member(field, 'name')),
    version: requiredText(member(field, 'version')),
  }),
  secret: field => ({
    kind: 'secret',
    signatures: elements(member(field, 'signatures')).map(each => wordOf(each, SIGNATURES)),
  }),
}

const SIGNATURES = [
  'privateKey',
  'awsAccessKey',
  'githubToken',
  'slackToken',
  'gcpServiceAccount',
  'npmToken',
] as const satisfies readonly SecretSignature[]

function elfFact(field: Field): ElfFact {
  const stripped = member(field, 'stripped')
  return {
    kind: 'elf',
    class: requiredCount(member(field, 'class')) === 32 ? 32 : 64,
    littleEndian: flag(member(field, 'littleEndian')),
    machine: requiredCount(member(field, 'machine')),
    type: requiredCount(member(field, 'type')),
    osAbi: requiredCount(member(field, 'osAbi')),
    interpreter: name(member(field, 'interpreter')),
    needed: elements(member(field, 'needed')).map(requiredName),
    soname: name(member(field, 'soname')),
    rpath: name(member(field, 'rpath')),
    runpath: name(member(field, 'runpath')),
    versionNeeds: listOrNull(member(field, 'versionNeeds'), need => ({
      library: requiredName(member(need, 'library')),
      versions: elements(member(need, 'versions')).map(requiredName),
    })),
    versions: listOrNull(member(field, 'versions'), requiredName),
    stripped: isAbsent(stripped) ? null : flag(stripped),
    buildId: text(member(field, 'buildId')),
    go: goBuildInfo(member(field, 'go')),
    complete: flag(member(field, 'complete')),
  }
}

/** What is not known was saved as null, or by a version that did not ask. */
function listOrNull<Value>(field: Field, read: (element: Field) => Value): Value[] | null {
  return isAbsent(field) ? null : elements(field).map(read)
}

function goBuildInfo(field: Field): GoBuildInfo | null {
  if (isAbsent(field)) return null
  const mainModule = member(field, 'mainModule')
  return {
    path: text(member(field, 'path')),
    mainModule: isAbsent(mainModule) ? null : goModule(mainModule),
    dependencies: elements(member(field, 'dependencies')).map(goModule),
    settings: elements(member(field, 'settings')).map(goSetting),
    version: text(member(field, 'version')),
    linked: goLinked(member(field, 'linked')),
  }
}

function goModule(field: Field): GoModule {
  const replacedBy = member(field, 'replacedBy')
  return {
    path: requiredText(member(field, 'path')),
    version: requiredText(member(field, 'version')),
    replacedBy: isAbsent(replacedBy)
      ? null
      : {
          path: requiredText(member(replacedBy, 'path')),
          version: requiredText(member(replacedBy, 'version')),
        },
  }
}

function goSetting(field: Field): readonly [string, string] {
  const [setting, value] = elements(field)
  if (setting === undefined || value === undefined) return wrong(field, 'a name and a value')
  return [requiredText(setting), requiredText(value)]
}

function goLinked(field: Field): GoLinked | null {
  if (isAbsent(field)) return null
  return {
    packages: elements(member(field, 'packages')).map(each => wordOf(each, GO_PACKAGES)),
    loadsTimeZones: flag(member(field, 'loadsTimeZones')),
    usesTemporaryFiles: flag(member(field, 'usesTemporaryFiles')),
  }
}

const GO_PACKAGES = [
  'crypto/x509',
  'time/tzdata',
  'net/http',
  'os/user',
  'os/exec',
] as const satisfies readonly GoPackage[]
