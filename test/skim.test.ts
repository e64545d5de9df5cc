import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dockerSave } from '../fixtures/archive/docker-save.ts'
import { buildImage } from '../fixtures/archive/image-recipe.ts'
import { ociLayout } from '../fixtures/archive/oci-layout.ts'
import { draw } from '../fixtures/recipe/draw.ts'
import type { EntryRecipe } from '../fixtures/tar/recipe.ts'
import { rereadable } from '../src/content/rereadable.ts'
import { finalFilesJson } from '../src/report/json/file-json.ts'
import { skim } from '../src/skim.ts'
import type { Source } from '../src/source/source.ts'
import { stackedView } from '../src/tree/tree-view.ts'
import { tryCommand } from './cli/try-command.ts'
import { archive, openSource, scratch } from './content/open-images.ts'
import { OPTIONS } from './source/parts.ts'

const folder = await scratch()

async function skimmed(source: Source) {
  const { blobs } = await rereadable(source, OPTIONS, [folder])
  await using closing = blobs
  return await skim(source, closing, OPTIONS)
}

const entry: fc.Arbitrary<EntryRecipe> = fc.record({
  name: fc.constantFrom('a', 'b/c', 'b/.wh.c', '.wh.a', 'b/.wh..wh..opq', '../out', 'x'.repeat(150), 'b'),
  type: fc.constantFrom('file', 'directory', 'symlink', 'hardLink', 'fifo'),
  linkName: fc.constantFrom('a', '/b/c', '../x'),
  content: fc.constantFrom('', 'text', 'x'.repeat(1000)),
  mode: fc.constantFrom(0o644, 0o4755),
  uid: fc.constantFrom(0, 2 ** 22),
  mtime: fc.constantFrom(0, 1_700_000_000),
})

test('headers tell the same trees as reading does, only the hashes are missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(entry, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      async layers => {
        const image = buildImage({ layers: layers.map(recipes => recipes.map(withoutNeedlessContent)) })
        const source = await archive(dockerSave([image]), folder, 'random.tar')
        await using read = await openSource(source, folder)
        const trees = await skimmed(source)
        if (trees === null) throw new Error('not skimmed')
        const last = layers.length - 1
        const view = stackedView(read.analysis.overlay, last)
        // What a layer wrote again unchanged, nobody can tell without its content.
        const shape = (text: string) => text.replaceAll(/ {2}(added|modified).*$/gm, '')
        expect(shape(draw(stackedView(trees.overlay, last)))).toBe(shape(draw(view)))
        const known = [...finalFilesJson(read.analysis.overlay, layers.length)]
        const seen = [...finalFilesJson(trees.overlay, layers.length)]
        expect(seen.map(file => ({ ...file, sha256: null, change: null, differs: null }))).toEqual(
          known.map(file => ({ ...file, sha256: null, change: null, differs: null })),
        )
      },
    ),
    { numRuns: 60 },
  )
})

function withoutNeedlessContent(recipe: EntryRecipe): EntryRecipe {
  return recipe.type === 'file' ? recipe : { ...recipe, content: '' }
}

const SMALL = buildImage({
  layers: [[{ name: 'etc/motd', content: 'hello\n' }], [{ name: 'other', content: 'x' }]],
})

describe('what only reading can tell is left to it', () => {
  test('compressed layers', async () => {
    expect(
      await skimmed(await archive(ociLayout([SMALL], { packing: 'gzip' }), folder, 'gzip.tar')),
    ).toBeNull()
  })

  test('a layer that is missing', async () => {
    const members = dockerSave([SMALL])
    const [layer] = members.filter(({ name }) => name.endsWith('/layer.tar'))
    expect(
      await skimmed(
        await archive(
          members.filter(member => member !== layer),
          folder,
          'gap.tar',
        ),
      ),
    ).toBeNull()
  })

  test('a layer that is no tar', async () => {
    const members = dockerSave([SMALL]).map(member =>
      member.name.endsWith('/layer.tar') ? { ...member, content: 'x'.repeat(600) } : member,
    )
    expect(await skimmed(await archive(members, folder, 'text.tar'))).toBeNull()
  })
})

describe('cat of a plain archive', () => {
  async function damaged(name: string): Promise<string> {
    await archive(dockerSave([SMALL]), folder, name)
    const bytes = await readFile(join(folder, name))
    bytes.write('HELLO', bytes.indexOf('hello\n'))
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }

  test('writes the content, then checks the layer it came from', async () => {
    const { code, stdout, stderr } = await tryCommand(['cat', await damaged('altered.tar'), '/etc/motd'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'HELLO\n' })
    expect(stderr).toContain('Layer 0 does not have the digest it is named by')
  })

  test('does not check with --no-verify, nor other layers', async () => {
    const path = await damaged('other.tar')
    expect(await tryCommand(['cat', path, '/etc/motd', '--no-verify'])).toMatchObject({ code: 0, stderr: '' })
    expect(await tryCommand(['cat', path, '/other'])).toMatchObject({ code: 0, stdout: 'x' })
  })
})
