import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { describeWithLab, docker, executable, type Lab, layerscope, scratchFolder } from './lab.ts'
import { output, shell } from './run.ts'
import { differences, listRoot, unpack } from './unpacked.ts'

const minute = 60_000

describeWithLab('cp takes out of an image of the engine', lab => {
  test(
    'as a tar that tar unpacks what umoci unpacks',
    async () => {
      const folder = await scratchFolder()
      const root = await unpack(lab, 'api-service:alpine', folder)
      await mkdir(join(folder, 'copied'))
      await shell(
        `"${process.execPath}" "${executable}" cp api-service:alpine / - | tar -xp --numeric-owner -C "${folder}/copied"`,
        { env: lab.env },
      )
      expect(differences(await listRoot(join(folder, 'copied')), await listRoot(root))).toEqual([])
    },
    minute,
  )
})

describeWithLab('cat reads the same bytes from every source', async lab => {
  const folder = await scratchFolder()
  const image = 'api-service:alpine'
  const path = '/bin/busybox'
  let expected = ''

  beforeAll(async () => {
    expected = sha256(await readFile(join(await unpack(lab, image, folder), path)))
    await docker(lab, 'save', '-o', join(folder, 'saved.tar'), image)
    await shell(`gzip -k "${folder}/saved.tar"`)
    await shell(`tar -C "${folder}/layout" -cf "${folder}/oci.tar" .`)
  }, minute)

  test.each([
    ['the engine', (_: string) => image],
    ['a plain archive', (at: string) => `${at}/saved.tar`],
    ['a compressed archive', (at: string) => `${at}/saved.tar.gz`],
    ['an OCI layout of gzipped layers', (at: string) => `oci:${at}/layout`],
    ['an archive of that layout', (at: string) => `oci-archive:${at}/oci.tar`],
  ])('%s', async (_, reference) => {
    expect(await catDigest(lab, `cat ${reference(folder)} ${path}`)).toBe(expected)
  })

  test('standard input', async () => {
    expect(await catDigest(lab, `cat - ${path}`, `< "${folder}/saved.tar"`)).toBe(expected)
  })
})

describeWithLab('what later layers overwrote and deleted', async lab => {
  const folder = await scratchFolder()
  const image = 'content-versions:test'

  beforeAll(async () => {
    await writeFile(join(folder, 'Dockerfile'), DOCKERFILE)
    await docker(lab, 'build', '-q', '-t', image, folder)
    await docker(lab, 'save', '-o', join(folder, 'saved.tar'), image)
    await mkdir(join(folder, 'saved'))
    await output('tar', ['-xf', join(folder, 'saved.tar'), '-C', join(folder, 'saved')])
    return async () => void (await docker(lab, 'image', 'rm', '-f', image))
  }, 2 * minute)

  test(
    'every regular file of every layer is what the layer’s tar holds',
    async () => {
      const layers = await layerTars(join(folder, 'saved'))
      let compared = 0
      for (const [index, tar] of layers.entries()) {
        const theirs = await tarDigests(`cat "${tar}"`)
        const ours = await tarDigests(
          `"${process.execPath}" "${executable}" cp "${folder}/saved.tar" / - --only-layer ${index}`,
          lab,
        )
        expect(ours).toEqual(theirs)
        compared += theirs.length
      }
      expect(compared).toBeGreaterThan(5)
    },
    minute,
  )

  test(
    'cat shows each version by its layer',
    async () => {
      const below = (await layerTars(join(folder, 'saved'))).length - 3
      const cat = async (...args: string[]) =>
        (await layerscope(['cat', image, '/f', ...args], lab.env)).stdout
      expect(await cat('--layer', `${below}`)).toBe('one\n')
      expect(await cat('--only-layer', `${below + 1}`)).toBe('two\n')
      const { code, stderr } = await layerscope(['cat', image, '/f'], lab.env)
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`--layer ${below + 1}`),
      })
    },
    minute,
  )
})

const DOCKERFILE = `FROM alpine-like:3
RUN echo one > /f && mkdir /d && dd if=/dev/urandom of=/d/random bs=1000 count=300 2>/dev/null && ln /d/random /d/again
RUN echo two > /f && rm -r /d && mkdir /d && echo new > /d/new
RUN rm /f && echo last > /d/last
`

/** sha256 of what a command writes. */
async function catDigest(lab: Lab, args: string, input = ''): Promise<string> {
  const text = await shell(`"${process.execPath}" "${executable}" ${args} ${input} | sha256sum`, {
    env: lab.env,
  })
  return text.slice(0, 64)
}

/** The layers of what docker saved, bottom first. */
async function layerTars(folder: string): Promise<string[]> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const names = JSON.stringify(manifest).match(/"Layers":\[([^\]]*)\]/)?.[1] ?? ''
  return [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => join(folder, name))
}

/** Name and sha256 of the regular files of a tar, markers left out, as an independent reader sees them. */
async function tarDigests(command: string, lab?: Lab): Promise<string[]> {
  const script = `${command} | tar -x --to-command 'printf "%s %s\\n" "$(sha256sum | cut -c1-64)" "\${TAR_FILENAME#./}"'`
  const lines = (await shell(script, lab === undefined ? {} : { env: lab.env })).trim().split('\n')
  return lines.filter(line => line !== '' && !/\/?\.wh\.[^/]*$/.test(line)).sort()
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
