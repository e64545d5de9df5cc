import { byteString, fromText } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { childrenIn, typeOf } from '../../tree/tree-view.ts'
import { may } from '../start/credentials.ts'
import { elfPrograms } from '../start/elf-programs.ts'
import type { StartPlace } from '../start/start-place.ts'
import { walk } from '../start/walk.ts'
import { type Check, finding } from './check.ts'

/** A program that calls others over TLS needs the certificates of those it trusts, where its library looks for them. */
export const certificates: Check = {
  name: 'certificates',
  run(subject) {
    const { files, directories } = places(subject.place)
    const file = files.find(path => isReadable(subject.place, path))
    const found = file ?? directories.find(path => hasFiles(subject.place, path))
    if (found !== undefined) return { lookedAt: found, findings: [] }
    const why = elfPrograms(subject.programs).map(({ elf, path }) => needs(elf, plainName(path)))
    const need = why.find(each => each !== null) ?? null
    return {
      lookedAt: 'the places where Go and OpenSSL look',
      findings: [
        finding('noCertificates', need === null ? 'note' : 'warning', {
          message: `The image has no CA certificates${need === null ? '.' : `, and ${need}: calls over TLS will fail.`}`,
          evidence: [`looked at ${[...files, ...directories].join(', ')}`],
          fix: 'COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/',
        }),
      ],
    }
  },
}

/** Go's own list (crypto/x509/root_linux.go), which has what OpenSSL, GnuTLS and curl are built with, too. */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const DIRECTORIES = ['/etc/ssl/certs', '/etc/pki/tls/certs']

/** The image's own variables replace the list. */
function places({ environment }: StartPlace): { files: string[]; directories: string[] } {
  const file = environment.get('SSL_CERT_FILE')
  const directory = environment.get('SSL_CERT_DIR')
  return {
    files: file ? [file] : FILES,
    directories: directory ? directory.split(':') : DIRECTORIES,
  }
}

function isReadable({ root, who }: StartPlace, path: string): boolean {
  const walked = walk(root, byteString(`/${fromText(path)}`), 0, who)
  if (walked.kind !== 'found') return walked.kind === 'mounted'
  return typeOf(root.view, walked.node) === 'file' && may(root.view, walked.node, who, 'read')
}

function hasFiles({ root, who }: StartPlace, path: string): boolean {
  const walked = walk(root, byteString(`/${fromText(path)}`), 0, who)
  if (walked.kind !== 'found') return walked.kind === 'mounted'
  if (typeOf(root.view, walked.node) !== 'directory') return false
  return childrenIn(root.view, walked.node).some(child => typeOf(root.view, child) !== 'directory')
}

/** What in a program shows that it checks certificates; `null` when nothing does. */
function needs(elf: ElfFact, name: string): string | null {
  const { go } = elf
  if (go?.dependencies.some(({ path }) => path === FALLBACK_ROOTS)) return null
  if (go?.linked?.packages.includes('crypto/x509')) return `${name} links crypto/x509`
  const library = elf.needed.find(each => TLS_LIBRARY.test(each))
  return library === undefined ? null : `${name} needs ${plainName(library)}`
}

/** Brings the certificates along in the program. */
const FALLBACK_ROOTS = 'golang.org/x/crypto/x509roots/fallback'
const TLS_LIBRARY = /^lib(?:ssl|gnutls|curl|mbedtls)[.-]/
