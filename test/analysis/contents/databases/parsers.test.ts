import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseApkInstalled } from '../../../../src/analysis/contents/databases/apk-installed.ts'
import { parseDpkgFiles } from '../../../../src/analysis/contents/databases/dpkg-files.ts'
import { parseDpkgStatus } from '../../../../src/analysis/contents/databases/dpkg-status.ts'
import { parsePythonRecord } from '../../../../src/analysis/contents/databases/python-record.ts'

// biome-ignore format: a table
test.each<[what: string, status: string, packages: string[]]>([
  ['nothing',                       '',                                                                    []],
  ['one package',                   'Package: a\nVersion: 1\nArchitecture: amd64\n',                       ['a 1 amd64']],
  ['no architecture',               'Package: a\nVersion: 1\n',                                            ['a 1 null']],
  ['several, however far apart',    'Package: a\nVersion: 1\n\n \n\nPackage: b\nVersion: 2\n',             ['a 1 null', 'b 2 null']],
  ['carriage returns',              'Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\nVersion: 2',            ['a 1 null', 'b 2 null']],
  ['fields in any case',            'package: a\nVERSION:1',                                               ['a 1 null']],
  ['an epoch and a tilde',          'Package: a\nVersion: 1:2.3~rc1-4+b1\n',                               ['a 1:2.3~rc1-4+b1 null']],
  ['a description about versions',  'Package: a\nVersion: 1\nDescription: x\n Version: 2\n Package: b\n',  ['a 1 null']],
  ['removed, configuration left',   'Package: a\nVersion: 1\nStatus: deinstall ok config-files\n',         []],
  ['never installed',               'Package: a\nVersion: 1\nStatus: unknown ok not-installed\n',          []],
  ['unpacked, not configured',      'Package: a\nVersion: 1\nStatus: install ok unpacked\n',               ['a 1 null']],
  ['a name without a version',      'Package: a\n\nVersion: 1\n',                                          []],
  ['a name nobody would give',      `Package: ${'x'.repeat(600)}\nVersion: 1\n`,                           []],
])('dpkg status: %s', (_what, status, packages) => {
  const found = parseDpkgStatus(Buffer.from(status))
  expect(found.map(each => `${each.name} ${each.version} ${each.architecture}`)).toEqual(packages)
})

// biome-ignore format: a table
test.each<[what: string, list: string, paths: string[]]>([
  ['nothing',                  '',                                               []],
  ['a list',                   '/.\n/usr/bin/a\n/usr/share/a b\n',               ['/.', '/usr/bin/a', '/usr/share/a b']],
  ['no newline at the end',    '/a',                                             ['/a']],
  ['hashes',                   `${'a'.repeat(32)}  usr/bin/a\n`,                 ['usr/bin/a']],
  ['a hash without a path',    `${'a'.repeat(32)}  \n${'a'.repeat(32)}\n`,       []],
  ['neither',                  'usr/bin/a\n\n\nx\n',                             []],
])('dpkg files: %s', (_what, list, paths) => {
  const bytes = Buffer.from(list)
  expect([...parseDpkgFiles(bytes)].map(({ start, end }) => bytes.toString('utf8', start, end))).toEqual(paths)
})

// biome-ignore format: a table
test.each<[what: string, database: string, packages: string[]]>([
  ['nothing',                      '',                                                        []],
  ['one package',                  'C:x\nP:a\nV:1\nA:x86_64\n',                               ['a 1 x86_64']],
  ['files of directories',         'P:a\nV:1\nF:bin\nR:sh\nR:ls\nF:\nR:top\n\nP:b\nV:2\nF:d\n', ['a 1 null bin/sh bin/ls /top', 'b 2 null']],
  ['a file before any directory',  'P:a\nV:1\nR:lost\n',                                      ['a 1 null']],
  ['only the first of each',       'P:a\nP:b\nV:1\n',                                         ['a 1 null']],
  ['no version',                   'P:a\n\nP:b\nV:2\n',                                       ['b 2 null']],
  ['lines that are none',          'P\nhello\n\nP:b\nV:2',                                    ['b 2 null']],
])('apk installed: %s', (_what, database, packages) => {
  const bytes = Buffer.from(database)
  const text = ({ start, end }: { start: number; end: number }) => bytes.toString('utf8', start, end)
  const found = parseApkInstalled(bytes).map(({ name, version, architecture, directories }) =>
    [
      ...[name, version, architecture],
      ...directories.flatMap(({ path, files }) => files.map(each => `${text(path)}/${text(each)}`)),
    ].join(' '),
  )
  expect(found.map(each => each.replace(/ $/, ''))).toEqual(packages.map(each => each.replace('null', '')).map(each => each.replace(/ $/, '')))
})

// biome-ignore format: a table
test.each<[what: string, record: string, paths: string[]]>([
  ['nothing',                  '',                                  []],
  ['paths',                    'a/b.py,sha256=x,1\n../bin/c,,\n',   ['a/b.py', '../bin/c']],
  ['a comma in quotes',        '"a,b.py",sha256=x,1\n',             ['a,b.py']],
  ['quotes that do not end',   '"a.py,x,1\nb.py,,\n',               ['b.py']],
  ['no comma',                 'a.py\nb.py,,\n',                    ['b.py']],
  ['an empty path',            ',sha256=x,1\n',                     []],
])('Python RECORD: %s', (_what, record, paths) => {
  expect([...parsePythonRecord(Buffer.from(record))]).toEqual(paths)
})

describe('hostile databases', () => {
  const words = [
    'Package: ',
    'Version: ',
    'Status: ',
    'P:',
    'V:',
    'F:',
    'R:',
    '\n',
    '\n\n',
    '\r\n',
    '/',
    '"',
    ',',
    'a',
    '\0',
    '\xff',
    ' ',
  ]
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .array(fc.constantFrom(...words), { maxLength: 80 })
      .map(parts => Uint8Array.from(Buffer.from(parts.join(''), 'latin1'))),
  )

  test('whatever they hold, what is found is named, and lies within the file', () => {
    fc.assert(
      fc.property(bytes, content => {
        for (const found of [...parseDpkgStatus(content), ...parseApkInstalled(content)]) {
          expect(found.name).not.toBe('')
          expect(found.version).not.toBe('')
          expect(found.name.length).toBeLessThanOrEqual(512)
        }
        for (const { start, end } of parseDpkgFiles(content)) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(content.length)
        }
        for (const { path, files } of parseApkInstalled(content).flatMap(each => each.directories))
          for (const { start, end } of [path, ...files])
            expect(start <= end && end <= content.length).toBe(true)
        for (const path of parsePythonRecord(content)) expect(path).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
