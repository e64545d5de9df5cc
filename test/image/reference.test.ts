import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { familiarName, parseImageName } from '../../src/image/image-name.ts'
import { parseReference, pathReadings, splitImagePath } from '../../src/image/reference.ts'

/** A reference in one line. */
function read(text: string): string {
  try {
    const reference = parseReference(text)
    switch (reference.kind) {
      case 'engine':
        return `${reference.engine} engine: ${reference.name.text}`
      case 'container':
        return `container: ${reference.name}`
      case 'place':
        return `${reference.place}: ${reference.text}`
      case 'word':
        return reference.name.kind === 'problem'
          ? 'path'
          : reference.looksLikePath
            ? 'path or image'
            : 'image'
      case 'analysis':
        return `analysis: ${reference.path}`
      default:
        return reference.kind
    }
  } catch (error) {
    if (error instanceof LayerscopeError) return error.message.replace(/\. Valid are .*/, '')
    throw error
  }
}

const HEX = 'a'.repeat(64)

describe('references', () => {
  // biome-ignore format: one case per line
  test.each([
    ['api-service:naive',              'image'],
    ['api-service',                    'image'],
    ['cafe',                           'image'],
    [HEX,                              'image'],
    [`sha256:${HEX}`,                  'image'],
    [`api@sha256:${HEX}`,              'image'],
    ['team/api:1',                     'path or image'],
    ['localhost:5000/team/api:1',      'path or image'],
    ['image.tar',                      'path or image'],
    ['image.tar:naive',                'path or image'],
    ['image.tar.gz',                   'path or image'],
    ['./image',                        'path'],
    ['.hidden',                        'path'],
    ['/tmp/image.tar:mini:naive',      'path'],
    ['../My Images/x.tar',             'path'],
    ['layout/',                        'path'],
    ['analysis.json',                  'analysis: analysis.json'],
    ['./out/a.json',                   'analysis: ./out/a.json'],
    ['-',                              'standardInput'],
    ['docker:demo',                    'docker engine: demo'],
    ['podman:localhost/mini:naive',    'podman engine: localhost/mini:naive'],
    ['docker-archive:a.tar:x:1',       'dockerArchive: a.tar:x:1'],
    ['oci-archive:a.tar',              'ociArchive: a.tar'],
    ['oci:dir:tag',                    'ociLayout: dir:tag'],
    ['dir:/tmp/d',                     'directory: /tmp/d'],
    ['container:web_1',                'container: web_1'],
    ['container:/web',                 'container: web'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  // biome-ignore format: one case per line
  test.each([
    ['',                     '"" is not an image reference: it is empty'],
    ['docker:',              '"docker:" is not an image reference: nothing follows "docker:"'],
    ['dir:',                 '"dir:" is not an image reference: nothing follows "dir:"'],
    ['API',                  '"API" is not an image reference: "API" has capitals, and image names are in lower case'],
    ['api:',                 '"api:" is not an image reference: nothing follows the colon'],
    ['api:a b',              '"api:a b" is not an image reference: "a b" is not a tag: letters, digits, "_", "." and "-", not beginning with "." or "-"'],
    ['api@sha256:12',        '"api@sha256:12" is not an image reference: "sha256:12" is not a digest: sha256: and 64 hex digits in lower case'],
    ['docker:a//b',          '"docker:a//b" is not an image reference: a part of its path is empty'],
    ['docker:-x.y/b',        '"docker:-x.y/b" is not an image reference: "-x.y" is not a registry\'s host name'],
    ['api_-x',               '"api_-x" is not an image reference: "api_-x" is not made of a-z and 0-9 with single ".", "_", "__" or "-" between them'],
    ['container:a b',        '"container:a b" is not an image reference: "a b" is not a container\'s name or id: letters, digits, "_", "." and "-"'],
  ])('%s is refused with the reason', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe("engines' names (distribution/reference)", () => {
  // biome-ignore format: one case per line
  test.each<[name: string, repository: string | null, tag: string | null, idPrefix: string | null]>([
    ['mini',                   'mini',                 null,            null],
    ['mini:naive',             'mini',                 'naive',         null],
    ['a__b---c/d.e_f:T.1-x',   'a__b---c/d.e_f',       'T.1-x',         null],
    ['localhost/mini',         'localhost/mini',       null,            null],
    ['Host:80/mini:1',         'Host:80/mini',         '1',             null],
    ['[2001:db8::1]:5000/r:t', '[2001:db8::1]:5000/r', 't',             null],
    ['beef',                   'beef',                 null,            'beef'],
    ['sha256:beef',            'sha256',               'beef',          'beef'],
    [HEX,                      null,                   null,            HEX],
    ['x'.repeat(255),          'x'.repeat(255),        null,            null],
    [`x:${'t'.repeat(128)}`,   'x',                    't'.repeat(128), null],
  ])('%s', (text, repository, tag, idPrefix) => {
    const reading = parseImageName(text)
    expect(reading).toMatchObject({ kind: 'name', name: { text, repository, tag, idPrefix } })
  })

  // biome-ignore format: one case per line
  test.each([
    'x'.repeat(256),
    `x:${'t'.repeat(129)}`,
    'a..b',
    'a___b',
    '.a',
    'a-',
    'a/',
    '/a',
    'a:.t',
    'host:x/a',
    'a@b',
    `a@sha256:${'A'.repeat(64)}`,
    'a b',
    'ä',
  ])('%s is none', text => {
    expect(parseImageName(text).kind).toBe('problem')
  })

  // biome-ignore format: one case per line
  test.each([
    ['docker.io/library/mini:naive', 'mini:naive'],
    ['docker.io/team/mini:naive', 'team/mini:naive'],
    ['index.docker.io/library/mini', 'mini'],
    ['localhost/mini:naive', 'localhost/mini:naive'],
    ['ghcr.io/library/mini', 'ghcr.io/library/mini'],
  ])('%s is %s to a person', (name, familiar) => {
    expect(familiarName(name)).toBe(familiar)
  })
})

test('PATH:TAG may be read at every colon, the whole as a path first', () => {
  expect(pathReadings('a:b/c.tar:x:1').map(({ path, tag }) => `${path} | ${tag}`)).toEqual([
    'a:b/c.tar:x:1 | null',
    'a | b/c.tar:x:1',
    'a:b/c.tar | x:1',
    'a:b/c.tar:x | 1',
  ])
})

// biome-ignore format: one case per line
test.each<[string, string | undefined, string?]>([
  ['mini:naive:/etc/passwd',           'mini:naive', '/etc/passwd'],
  ['localhost:5000/x:/etc',            'localhost:5000/x', '/etc'],
  ['docker-archive:/a.tar:/etc',       'docker-archive:/a.tar', '/etc'],
  ['./a.tar:mini:/b:/c',               './a.tar:mini:/b', '/c'],
  ['docker-archive:/tmp/a.tar',        undefined],
  ['dir:/tmp/a',                       undefined],
  ['mini:naive',                       undefined],
  [':/etc',                            undefined],
])('%s as IMAGE:/abs', (text, image, path) => {
  expect(splitImagePath(text)).toEqual(image === undefined ? undefined : { image, path })
})

test('any text is a reference or a sentence', () => {
  const parts = fc.constantFrom(
    'a',
    ':',
    '/',
    '.',
    '@',
    'docker',
    '-',
    'sha256',
    'A',
    '_',
    ' ',
    '\0',
    'é',
    '.tar',
  )
  fc.assert(
    fc.property(
      fc.array(parts).map(all => all.join('')),
      text => read(text).length > 0,
    ),
  )
})
