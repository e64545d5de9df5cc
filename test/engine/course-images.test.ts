import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Analysis, analyse, type File } from './analysis.ts'
import { describeWithLab, docker, type Lab, layerscope, scratchFolder } from './lab.ts'
import { shell } from './run.ts'
import { differences, listRoot, listXattrs, type UnpackedFile, unpack } from './unpacked.ts'

const minute = 60_000

/**
 * Every recipe, both builders; the two services differ in their last megabytes only, and so do the two builders'
 * naive images, whose trees take minutes to unpack.
 */
const images = [
  ...['naive', 'optimised', 'alpine', 'distroless', 'scratch'].map(tag => `api-service:${tag}`),
  ...['optimised', 'scratch'].map(tag => `api-service:${tag}-buildkit`),
  ...['alpine', 'distroless', 'scratch'].map(tag => `worker-service:${tag}`),
]

/** One of each recipe is also copied to disk. */
const copied = ['naive', 'alpine', 'distroless', 'scratch'].map(tag => `api-service:${tag}`)

describeWithLab('an image of the course', lab => {
  describe.each(images)('%s', async image => {
    const folder = await scratchFolder()
    let analysis: Analysis
    let theirs: Unpacked

    beforeAll(async () => {
      analysis = await analyse(image, lab.env)
      theirs = await unpacked(lab, image, folder)
    }, 5 * minute)

    test('has the final tree that umoci unpacks', () => expectSameTree(analysis, theirs))

    test.runIf(copied.includes(image))(
      'is copied as umoci unpacks it: byte for byte, with modes, owners, times and links',
      async () => {
        const ours = join(folder, 'copied')
        const { code, stderr } = await layerscope(['cp', image, '/', ours], lab.env)
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
        expect(differences(await listRoot(ours), theirs.files)).toEqual([])
      },
      5 * minute,
    )

    test('has the size, the layers and the steps that the engine tells', async () => {
      const format = '{{.Size}} {{json .RootFS.Layers}}'
      const [size, layers] = (await docker(lab, 'image', 'inspect', '-f', format, image)).split(' ', 2)
      const steps = (await docker(lab, 'history', '-q', image)).trim().split('\n')

      expect(analysis.complete).toBe(true)
      expectEngineSize(analysis, Number(size))
      expect(analysis.layers.map(layer => layer.diffId)).toEqual(JSON.parse(layers ?? ''))
      expect(analysis.history).toHaveLength(steps.length)
    })
  })
})

describeWithLab(
  'an image of hard links, devices, opaque directories, changed types and capabilities',
  async lab => {
    const folder = await scratchFolder()

    test(
      'has the final tree that umoci unpacks',
      async () => {
        onTestFinished(async () => {
          await docker(lab, 'image', 'rm', '-f', 'corner-cases:test', 'corner-cases:base')
        })
        await buildCornerCases(lab, folder)
        const analysis = await analyse('corner-cases:test', lab.env)
        expectSameTree(analysis, await unpacked(lab, 'corner-cases:test', folder))
      },
      2 * minute,
    )
  },
)

/**
 * Docker's size of a layer is what `lstat` says of its files, and that of a symbolic link is the length of its text;
 * of a layer that BuildKit made it is the plain sum of contents.
 */
function expectEngineSize(analysis: Analysis, size: number): void {
  const { unpackedBytes } = analysis.image
  expect(unpackedBytes).toBeLessThanOrEqual(size)
  expect(unpackedBytes).toBeGreaterThanOrEqual(size - linkTextBytes(analysis))
}

function linkTextBytes(analysis: Analysis): number {
  return analysis.layers
    .flatMap(layer => layer.files)
    .filter(file => file.type === 'symlink' && file.change !== 'removed' && file.hardLinkTo === null)
    .reduce((sum, file) => sum + Buffer.byteLength(file.linkTarget ?? ''), 0)
}

interface Unpacked {
  readonly files: readonly UnpackedFile[]
  readonly xattrs: Awaited<ReturnType<typeof listXattrs>>
}

async function unpacked(lab: Lab, image: string, folder: string): Promise<Unpacked> {
  const root = await unpack(lab, image, folder)
  return { files: await listRoot(root), xattrs: await listXattrs(root) }
}

function expectSameTree(analysis: Analysis, { files, xattrs }: Unpacked): void {
  const paths = analysis.finalFiles.map(file => file.path)
  expect(paths).toEqual(paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  expect(differences(finalTree(analysis), files)).toEqual([])
  expect(finalXattrs(analysis)).toEqual(xattrs)
}

function finalTree(analysis: Analysis): UnpackedFile[] {
  return analysis.finalFiles
    .filter(file => file.path !== '/')
    .map(({ path, type, bytes, mode, uid, gid, mtime, linkTarget, hardLinkTo, sha256 }: File) => ({
      path,
      type,
      bytes,
      mode: type === 'symlink' ? '0777' : mode,
      uid,
      gid,
      mtime: type === 'directory' ? null : Math.floor(Date.parse(mtime ?? '') / 1000),
      linkTarget,
      hardLinkTo,
      sha256,
    }))
}

function finalXattrs(analysis: Analysis): Record<string, Readonly<Record<string, string>>> {
  return Object.fromEntries(
    analysis.finalFiles
      .filter(file => Object.keys(file.xattrs).length > 0)
      .map(file => [file.path, file.xattrs]),
  )
}

/** A base with a capability (no instruction of a Dockerfile can set one here), then steps that change everything once. */
async function buildCornerCases(lab: Lab, folder: string): Promise<void> {
  const script = `
    mkdir -p "$FOLDER/corner/root" && cd "$FOLDER/corner"
    /usr/bin/docker create --name corner-cases alpine-like:3 true >/dev/null
    /usr/bin/docker export corner-cases | tar -x -C root
    /usr/bin/docker rm corner-cases >/dev/null
    echo ping > root/bin/capable
    echo linked > root/zz-first && ln root/zz-first root/aa-second
    setfattr -n security.capability -v 0sAQAAAgAgAAAAAAAAAAAAAAAAAAA= root/bin/capable
    tar -C root --xattrs --xattrs-include='security.*' --format=pax -c . | /usr/bin/docker import - corner-cases:base >/dev/null
    cat > Dockerfile <<'END'
FROM corner-cases:base
RUN mkdir -p /d/sub /e && echo x > /d/x && echo y > /d/sub/y && echo one > /h1 && ln /h1 /h2 && ln -s /d /link && echo t > /typed
RUN rm -rf /d && mkdir /d && echo z > /d/z
RUN rm /typed && mkdir /typed && echo n > /typed/n && rm -r /e && echo file > /e
RUN echo through > /link/through && rm /h1 && echo new > /h1 && ln /h2 /h3
RUN mkfifo /fifo && mknod /null c 1 3 && mknod /disk b 8 0 && chmod 4755 /bin/capable && chmod 1777 /d && chown 12345:54321 /h3
RUN mkdir /hl && echo 1 > /hl/x && ln /hl/x /hl-x && echo k > /k2 && ln /k2 /k1 && ln /k2 /k3 && rm /link && ln -s ../nowhere /link && touch '/name with  spaces' /ünïcode && dd if=/dev/zero of=/sparse bs=1 count=1 seek=4194304 2>/dev/null
END
    DOCKER_BUILDKIT=0 /usr/bin/docker build --network none -q -t corner-cases:test . >/dev/null`
  await shell(script, { env: { ...lab.env, FOLDER: folder } })
}
