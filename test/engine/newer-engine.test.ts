import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Analysis, analyse, diffIds } from './analysis.ts'
import { copyImages, describeWithLab, type Lab, scratchFolder } from './lab.ts'
import { shell } from './run.ts'

const image = 'worker-service:alpine'

describeWithLab('Docker 26, which saves an OCI layout', lab => {
  describe.skipIf(lab.newer === null)('with the classic image store', () =>
    sameAsOlderEngine(lab, lab.newer?.classic ?? ''),
  )
  describe.skipIf(lab.newer === null)("with containerd's image store", () =>
    sameAsOlderEngine(lab, lab.newer?.containerd ?? ''),
  )
})

async function sameAsOlderEngine(lab: Lab, socket: string): Promise<void> {
  const folder = await scratchFolder()
  const env = { ...lab.env, DOCKER_HOST: `unix://${socket}` }
  let expected: Analysis

  beforeAll(async () => {
    expected = await analyse(image, lab.env)
    await copyImages(lab, socket, image, 'alpine-like:3')
  }, 60_000)

  test('a loaded image has the layers and the final tree it had in Docker 20', async () => {
    const analysis = await analyse(image, env)
    expect(diffIds(analysis)).toEqual(diffIds(expected))
    expect(analysis.finalFiles).toEqual(expected.finalFiles)
  }, 60_000)

  test('its saved archive, two images in one file, reads like the engine itself', async () => {
    const archive = join(folder, 'two.tar')
    await shell(`/usr/bin/docker save -o ${archive} ${image} alpine-like:3`, { env })
    const analysis = await analyse(`docker-archive:${archive}:${image}`, env)
    expect(diffIds(analysis)).toEqual(diffIds(expected))
    expect(analysis.finalFiles).toEqual(expected.finalFiles)
  }, 60_000)

  test('an image built there with BuildKit: each instruction beside its layer', async () => {
    const dockerfile = `FROM alpine-like:3
ENV STAGE=test
RUN echo one > /one && ln /one /two
RUN rm -rf /var/cache
CMD ["/bin/sh"]`
    await shell(`/usr/bin/docker build --network none -q -t built:here - <<'END'\n${dockerfile}\nEND`, {
      env: { ...env, DOCKER_BUILDKIT: '1' },
    })
    const analysis = await analyse('built:here', env)
    expect(analysis.layers.slice(1).map(layer => layer.instruction)).toEqual([
      'RUN echo one > /one && ln /one /two',
      'RUN rm -rf /var/cache',
    ])
    expect(analysis.finalFiles.filter(file => /^\/(one|two|var\/cache)$/.test(file.path))).toMatchObject([
      { path: '/one', bytes: 4, hardLinkTo: null },
      { path: '/two', bytes: 4, hardLinkTo: '/one' },
    ])
  }, 60_000)
}
