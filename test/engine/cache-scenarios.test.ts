import { expect, test } from 'vitest'
import { BUILDERS, openWorkshop, SCENARIOS, scenarioFolder } from './cache-scenarios.ts'
import { describeWithLab } from './lab.ts'

/** What the other tests of the cache compare with: that the builders behave as the scenarios suppose. */
describeWithLab('the scenarios of the build cache', async lab => {
  const folder = await scenarioFolder(lab)

  test.each(BUILDERS)('the %s builder takes what it can from the cache', async builder => {
    const workshop = await openWorkshop(lab, folder, 'naive', builder)
    const ran = new Map<string, number>()
    for (const scenario of SCENARIOS) {
      const { steps } = await workshop.rebuild(scenario)
      ran.set(
        scenario.title,
        steps.filter(({ cached, instruction }) => !cached && /^(RUN|COPY)/.test(instruction)).length,
      )
    }
    expect(workshop.before.steps.every(({ cached }) => !cached)).toBe(true)
    expect(Object.fromEntries(ran)).toEqual({
      nothing: 0,
      'one line of main.go': 3,
      'go.mod only': 3,
      'go.sum only': 3,
      'the mode of a file': 3,
      'the times of all files': 0,
      'a file .dockerignore leaves out': 0,
      'a build argument': 1,
      'one line of the Dockerfile': 2,
      // The classic builder copies anew after an ENV; BuildKit knows that files do not depend on it.
      'an ENV of the Dockerfile': builder === 'classic' ? 3 : 2,
      'the base image': 6,
      'nothing, without the cache': 6,
    })
  })
})
