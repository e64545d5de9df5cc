import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import { BUILDERS, openWorkshop, scenarioFolder } from './cache-scenarios.ts'
import { SMALL_CASES } from './cache-small-builds.ts'
import { describeWithLab } from './lab.ts'
import { asPredicted } from './predicted.ts'
import { output } from './run.ts'

describeWithLab('small builds, predicted and built', async lab => {
  const folder = await scenarioFolder(lab)
  for (const small of SMALL_CASES) {
    test.each(small.builders)(`${small.title}, %s builder`, builder =>
      asPredicted(lab, folder, small, builder),
    )
  }
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
