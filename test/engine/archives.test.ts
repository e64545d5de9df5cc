import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Analysis, analyse, diffIds } from './analysis.ts'
import { describeWithLab, scratchFolder } from './lab.ts'
import { startPodman } from './podman.ts'
import { shell } from './run.ts'

const image = 'worker-service:alpine'

/** `$SKOPEO` copies from the engine, `$PODMAN` holds the image too, `$IMAGE` names it. */
const writers = [
  {
    writer: 'docker save',
    command: 'docker save "$IMAGE" -o docker.tar',
    reference: 'docker.tar',
  },
  {
    writer: 'docker save, gzipped by hand',
    command: 'docker save "$IMAGE" | gzip -1 >docker.tar.gz',
    reference: 'docker.tar.gz',
  },
  {
    writer: 'docker save, zstd under a misleading name',
    command: 'docker save "$IMAGE" | zstd -q -1 >plain.tar',
    reference: 'plain.tar',
  },
  {
    writer: 'podman save, docker-archive',
    command: '$PODMAN save -q --format docker-archive -o podman.tar "localhost/$IMAGE"',
    reference: 'podman.tar',
  },
  {
    writer: 'podman save, oci-archive',
    command: '$PODMAN save -q --format oci-archive -o podman-oci.tar "localhost/$IMAGE"',
    reference: 'oci-archive:podman-oci.tar',
  },
  {
    writer: 'skopeo, docker-archive',
    command: '$SKOPEO docker-archive:skopeo.tar',
    reference: 'docker-archive:skopeo.tar',
  },
  {
    writer: 'skopeo, OCI layout of gzip layers',
    command: '$SKOPEO oci:gzip:v1',
    reference: 'oci:gzip:v1',
  },
  {
    writer: 'skopeo, OCI layout of zstd layers',
    command: '$SKOPEO --dest-compress-format zstd oci:zstd:v1',
    reference: 'oci:zstd:v1',
  },
  {
    writer: 'skopeo, OCI archive',
    command: '$SKOPEO oci-archive:skopeo-oci.tar',
    reference: 'oci-archive:skopeo-oci.tar',
  },
  {
    writer: 'skopeo, dir:',
    command: '$SKOPEO dir:directory',
    reference: 'dir:directory',
  },
] as const

describeWithLab('one image in the packaging of every writer', async lab => {
  const folder = await scratchFolder()
  let fromEngine: Analysis
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    fromEngine = await analyse(image, lab.env)
    const podman = await startPodman(lab, image)
    env = {
      ...lab.env,
      IMAGE: image,
      PODMAN: podman.command.join(' '),
      SKOPEO: `skopeo --insecure-policy copy -q --src-daemon-host unix://${lab.socket} docker-daemon:${image}`,
    }
    return podman.stop
  }, 60_000)

  test.each(writers)(
    '$writer: the same layers and the same final tree as from the engine',
    async ({ command, reference }) => {
      await shell(command.replace(/^docker/, '/usr/bin/docker'), {
        cwd: folder,
        env,
      })
      const analysis = await analyse(inFolder(reference, folder), lab.env)

      expect(diffIds(analysis)).toEqual(diffIds(fromEngine))
      expect(analysis.finalFiles).toEqual(fromEngine.finalFiles)
    },
    60_000,
  )
})

function inFolder(reference: string, folder: string): string {
  const [, scheme = '', path = ''] = /^([a-z-]+:)?(.*)$/.exec(reference) ?? []
  return `${scheme}${join(folder, path)}`
}
