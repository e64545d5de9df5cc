import { layer } from '../../fixtures/recipe/recipe.ts'
import type { BaseCertainty } from '../../src/analysis/base/base-image.ts'
import { withBase } from '../../src/analysis/base/with-base.ts'
import { imageOf, type TestImage } from './images.ts'

/** Three layers of a base and its CMD, then two of the image itself, which deletes a file of the base. */
export function basedImage(certainty: BaseCertainty = 'matched', layers = 3): TestImage {
  const image = imageOf([
    ['ADD rootfs.tar /', layer('usr/bin/bash 1200000', 'usr/share/doc/README 300000')],
    ['RUN apt-get install -y ca-certificates', layer('etc/ssl/certs/ca.crt 200000')],
    ['ENV GOPATH=/go', null],
    ['RUN mkdir /go', layer('go/')],
    ['COPY server /server', layer('server 4000000')],
    ['RUN rm -rf /usr/share/doc', layer('usr/share/.wh.doc')],
    ['CMD ["/server"]', null],
  ])
  const evidence = [`layers 0 to ${layers - 1} are those of golang:1.22`]
  const analysis = withBase(image.analysis, { layers, certainty, name: 'golang:1.22', evidence })
  return { ...image, analysis }
}
