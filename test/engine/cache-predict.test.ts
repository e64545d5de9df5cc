import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import { BUILDERS, type Builder, openSmallWorkshop, openWorkshop, scenarioFolder } from './cache-scenarios.ts'
import { MERGING_CASES, NEWER_CASES, SMALL_CASES, type SmallCase } from './cache-small-builds.ts'
import { describeWithLab, type Lab } from './lab.ts'
import { agreed, drawn, predict } from './predicted.ts'
import { output } from './run.ts'

describeWithLab('small builds, predicted and built', async lab => {
  const folder = await scenarioFolder(lab)
  for (const small of SMALL_CASES) {
    test.each(small.builders)(`${small.title}, %s builder`, builder => compare(lab, folder, small, builder))
  }
})

describeWithLab('small builds with the BuildKit of a newer engine', async lab => {
  const { newer } = lab
  const at = (socket: string): Lab => ({ ...lab, env: { ...lab.env, DOCKER_HOST: `unix://${socket}` } })
  const [classic, containerd] = newer === null ? [lab, lab] : [at(newer.classic), at(newer.containerd)]
  const folders = { classic: await scenarioFolder(classic), containerd: await scenarioFolder(containerd) }
  for (const small of [...SMALL_CASES, ...NEWER_CASES])
    test.skipIf(newer === null)(small.title, () => compare(classic, folders.classic, small, 'buildkit'))
  for (const small of MERGING_CASES)
    test.skipIf(newer === null)(small.title, () => compare(containerd, folders.containerd, small, 'buildkit'))
})

describeWithLab('the better order', async lab => {
  const folder = await scenarioFolder(lab)

  test.each(BUILDERS)('is a patch, and the %s builder makes the same files of it', async builder => {
    const workshop = await openWorkshop(lab, folder, 'naive', builder)
    const { context, dockerfile } = workshop.inputs
    const words = ['cache', 'predict', context, '-f', dockerfile, '--builder', builder, '--json']
    const { betterOrder } = JSON.parse((await tryCommand(words)).stdout)
    const reordered = await workshop.rebuild({
      title: 'the better order',
      change: async inputs => {
        const path = join(inputs.context, 'order.patch')
        await writeFile(path, betterOrder.diff.replaceAll(dockerfile, basename(dockerfile)))
        await output('git', ['apply', '-p0', path], { cwd: inputs.context })
        await rm(path)
      },
    })
    expect(reordered.steps.filter(({ cached }) => cached).length).toBeGreaterThan(3)
    const { stdout } = await tryCommand(
      ['compare', `docker:${workshop.before.tag}`, `docker:${reordered.tag}`, '--json'],
      { variables: { DOCKER_HOST: lab.env['DOCKER_HOST'] ?? '' } },
    )
    const { added, removed, modified } = JSON.parse(stdout).files
    const differs = modified.filter((each: { differs: string[] }) =>
      each.differs.some(what => what !== 'mtime'),
    )
    expect([...added, ...removed, ...differs].map(({ path }) => path)).toEqual([])
  })
})

/** Builds, changes one thing after the other, and expects of each second build what was predicted. */
async function compare(lab: Lab, folder: string, small: SmallCase, builder: Builder): Promise<void> {
  const name = small.title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
  const workshop = await openSmallWorkshop(lab, folder, { ...small, name, builder })
  const { context, dockerfile } = workshop.inputs
  const results: string[] = []
  const expected: string[] = []
  for (const { told, words = [], change } of small.changes) {
    const title = `${small.title}: ${told.join(' ')}`
    const built = await workshop.rebuild({
      title,
      words,
      change: async inputs => void (await change?.(inputs.context)),
    })
    const newFile = told[0] === '--new-file' ? [built.inputs.dockerfile] : []
    const predicted = await predict(builder, ['-f', dockerfile, context, ...small.words, ...told, ...newFile])
    const steps = built.steps.filter(({ instruction }) => !instruction.startsWith('LINK ')) // the merge after a COPY
    results.push(`${title}\n${agreed(predicted, steps)}`)
    expected.push(`${title}\n${drawn(steps)}`)
  }
  expect(results.join('\n\n')).toBe(expected.join('\n\n'))
}
