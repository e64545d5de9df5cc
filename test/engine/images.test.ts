import { expect, test } from 'vitest'
import { describeWithLab, docker } from './lab.ts'

describeWithLab("the course's images", lab => {
  const MB = 1e6
  test.each`
    image                              | atLeast     | atMost
    ${'api-service:naive'}             | ${800 * MB} | ${1400 * MB}
    ${'api-service:naive-buildkit'}    | ${800 * MB} | ${1400 * MB}
    ${'worker-service:naive'}          | ${800 * MB} | ${1400 * MB}
    ${'worker-service:naive-buildkit'} | ${800 * MB} | ${1400 * MB}
    ${'api-service:optimised'}         | ${300 * MB} | ${800 * MB}
    ${'worker-service:optimised'}      | ${300 * MB} | ${800 * MB}
    ${'api-service:alpine'}            | ${5 * MB}   | ${20 * MB}
    ${'worker-service:alpine'}         | ${5 * MB}   | ${20 * MB}
    ${'api-service:distroless'}        | ${5 * MB}   | ${20 * MB}
    ${'worker-service:distroless'}     | ${5 * MB}   | ${20 * MB}
    ${'api-service:scratch'}           | ${3 * MB}   | ${10 * MB}
    ${'api-service:scratch-buildkit'}  | ${3 * MB}   | ${10 * MB}
    ${'worker-service:scratch'}        | ${3 * MB}   | ${10 * MB}
  `('$image has the size its recipe promises', async ({ image, atLeast, atMost }) => {
    const size = Number(await docker(lab, 'image', 'inspect', '-f', '{{.Size}}', image))
    expect(size).toBeGreaterThan(atLeast)
    expect(size).toBeLessThan(atMost)
  })

  test('a container of the scratch image starts without a shell and names the port it listens on', async () => {
    const name = `layerscope-test-${process.pid}`
    await docker(lab, 'run', '-d', '--name', name, '--network', 'none', 'api-service:scratch')
    try {
      await expect
        .poll(() => docker(lab, 'exec', name, '/server').catch(String))
        .toMatch(/address already in use/)
      expect(await docker(lab, 'inspect', '-f', '{{.State.Running}}', name)).toBe('true\n')
    } finally {
      await docker(lab, 'rm', '-f', name)
    }
  })
})
