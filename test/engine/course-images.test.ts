import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Analysis, analyse, type File } from './analysis.ts'
import { describeWithLab, docker, type Lab, scratchFolder } from './lab.ts'
import { shell } from './run.ts'
import { listRoot, listXattrs, type UnpackedFile, unpack } from './unpacked.ts'

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

describeWithLab('an image of the course', lab => {
  describe.each(images)('%s', async image => {
    const folder = await scratchFolder()
    let analysis: Analysis

    beforeAll(async () => {
      analysis = await analyse(image, lab.env)
    }, 5 * minute)

    test(
      'has the final tree that umoci unpacks',
      async () => expectSameTree(analysis, await unpack(lab, image, folder)),
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
        await expectSameTree(analysis, await unpack(lab, 'corner-cases:test', folder))
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

async function expectSameTree(analysis: Analysis, root: string): Promise<void> {
  const paths = analysis.finalFiles.map(file => file.path)
  expect(paths).toEqual(paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  expect(differences(finalTree(analysis), await listRoot(root))).toEqual([])
  expect(finalXattrs(analysis)).toEqual(await listXattrs(root))
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

/** Rows that stand on one side only, a few of them: a diff of 40,000 rows tells nobody anything. */
function differences(ours: readonly UnpackedFile[], theirs: readonly UnpackedFile[]): string[] {
  const us = new Set(ours.map(file => JSON.stringify(file)))
  const them = new Set(theirs.map(file => JSON.stringify(file)))
  const only = (side: string, rows: Set<string>, others: Set<string>): string[] =>
    [...rows].filter(row => !others.has(row)).map(row => `${side} ${row}`)
  return [...only('layerscope', us, them).slice(0, 20), ...only('umoci', them, us).slice(0, 20)]
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
