import { expect, test } from 'vitest'
import { type ImageTraits, imageTraits } from '../../../src/analysis/compare/image-traits.ts'
import type { ImageConfig } from '../../../src/image/config.ts'
import { imageOf, text } from './images.ts'

// biome-ignore format: a table
test.each<[what: string, lines: string, config: Partial<ImageConfig>, traits: Partial<ImageTraits>]>([
  ['nothing at all',                '',                                                 {},                                   { user: 'root', shell: null, packageManager: null, caCertificates: false, timeZones: false, entrypoint: { program: null, kind: 'none' }, tools: { count: 0, notable: [] } }],
  ['a user',                        '',                                                 { user: '65532:65532' },              { user: '65532:65532' }],
  ['a shell behind links',          'usr/bin/dash 9 mode=0755; usr/bin/sh -> dash; bin -> usr/bin', {},                     { shell: '/bin/sh' }],
  ['no shell: not executable',      'bin/sh 9 mode=0644',                               {},                                   { shell: null }],
  ['no shell: a link to nothing',   'bin/sh -> busybox',                                {},                                   { shell: null }],
  ['the manager that installs',     'usr/bin/dpkg 9 mode=0755; usr/bin/apt-get 9 mode=0755', {},                              { packageManager: 'apt' }],
  ['the low-level manager alone',   'usr/bin/dpkg 9 mode=0755; var/lib/dpkg/status 9',  {},                                   { packageManager: 'dpkg' }],
  ['a low-level manager of nothing','usr/bin/dpkg 9 mode=0755',                         {},                                   { packageManager: null }],
  ['a manager on the image\'s PATH','opt/apk 9 mode=0755',                              { environment: ['PATH=/opt'] },       { packageManager: 'apk' }],
  ['certificates',                  'etc/ssl/certs/ca-certificates.crt 9',              {},                                   { caCertificates: true }],
  ['certificates that are empty',   'etc/ssl/certs/ca-certificates.crt 0',              {},                                   { caCertificates: false }],
  ['time zones',                    'usr/share/zoneinfo/UTC 9',                         {},                                   { timeZones: true }],
  ['no time zones in a directory',  'usr/share/zoneinfo/',                              {},                                   { timeZones: false }],
  ['an entrypoint that is missing', '',                                                 { entrypoint: ['/server'] },          { entrypoint: { program: '/server', kind: 'missing' } }],
  ['one that nothing is known of',  'server 9 mode=0755',                               { entrypoint: ['/server'] },          { entrypoint: { program: '/server', kind: 'other' } }],
  ['one from the work directory',   'app/server 9 mode=0755',                           { command: ['./server'], workingDirectory: '/app' }, { entrypoint: { program: './server', kind: 'other' } }],
  ['one on the PATH',               'usr/bin/server 9 mode=0755',                       { command: ['server', '-v'] },        { entrypoint: { program: 'server', kind: 'other' } }],
  ['tools, each name once',         'bin/curl 9 mode=0755; usr/bin/curl 9 mode=0755; bin/x 9 mode=0755; bin/note 9', {},      { tools: { count: 2, notable: ['curl'] } }],
])('%s', (_what, lines, config, traits) => {
  expect(imageTraits(imageOf({ layers: [text(lines)], config }))).toMatchObject(traits)
})

test('is not told of an image that could be read in part', () => {
  expect(imageTraits(imageOf({ layers: [{ lines: [], unreadable: true }] }))).toBeNull()
})
