import { expect, test } from 'vitest'
import { claimOf, mediaTypeFinding } from '../../src/image/media-type.ts'

/** A claim in one line. */
function read(mediaType: string): string {
  const claim = claimOf(mediaType)
  if (claim.kind !== 'layer') return claim.kind
  return [claim.compression, claim.encrypted ? 'encrypted' : '', claim.foreign ? 'foreign' : '']
    .join(' ')
    .trim()
}

// biome-ignore format: one case per line
test.each([
  ['application/vnd.oci.image.index.v1+json',                              'index'],
  ['application/vnd.docker.distribution.manifest.list.v2+json',            'index'],
  ['application/vnd.oci.image.manifest.v1+json; charset=utf-8',            'manifest'],
  ['application/vnd.docker.distribution.manifest.v2+json',                 'manifest'],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws',            'oldManifest'],
  ['application/vnd.docker.container.image.v1+json',                       'config'],
  ['application/vnd.oci.image.layer.v1.tar',                               'none'],
  ['application/vnd.oci.image.layer.v1.tar+gzip',                          'gzip'],
  ['application/vnd.oci.image.layer.v1.tar+zstd',                          'zstd'],
  ['application/vnd.oci.image.layer.v1.tar+zstd+encrypted',                'zstd encrypted'],
  ['application/vnd.oci.image.layer.v1.tar+encrypted',                     'none encrypted'],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',         'gzip  foreign'],
  ['application/vnd.docker.image.rootfs.diff.tar',                         'none'],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip',                    'gzip'],
  ['application/vnd.docker.image.rootfs.diff.tar.zstd',                    'zstd'],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',            'gzip  foreign'],
  ['application/vnd.oci.image.layer.v1.tar+brotli',                        'unknown'],
  ['Application/VND.OCI.Image.Layer.v1.Tar+GZIP',                          'gzip'],
  ['application/vnd.in-toto+json',                                         'artifact'],
  ['application/json',                                                     'artifact'],
  ['application/vnd.oci.image.layer.v1.tarx',                              'unknown'],
  ['',                                                                     'unknown'],
])('%s claims %s', (mediaType, expected) => {
  expect(read(mediaType)).toBe(expected)
})

test('a layer that is packed as it says has no finding', () => {
  const mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip'
  expect(mediaTypeFinding({ index: 0, mediaType }, 'gzip')).toBeNull()
  expect(mediaTypeFinding({ index: 0, mediaType: null }, 'gzip')).toBeNull()
})

test('a plain tar called gzip (Skopeo dir:) is a note that says both', () => {
  const mediaType = 'application/vnd.docker.image.rootfs.diff.tar.gzip'
  expect(mediaTypeFinding({ index: 3, mediaType }, 'none')).toMatchObject({
    kind: 'mediaTypeMismatch',
    severity: 'note',
    layer: 3,
    message: `Layer 3 is an uncompressed tar; its media type is ${mediaType}.`,
  })
})
