import { test } from 'vitest'
import { scenarioFolder } from './cache-scenarios.ts'
import { MERGING_CASES, NEWER_CASES, SMALL_CASES } from './cache-small-builds.ts'
import { describeWithLab, type Lab } from './lab.ts'
import { asPredicted } from './predicted.ts'

/** In a file of its own, which runs beside that of the older builders: both are long. */
describeWithLab('small builds with the BuildKit of a newer engine', async lab => {
  const { newer } = lab
  const at = (socket: string): Lab => ({ ...lab, env: { ...lab.env, DOCKER_HOST: `unix://${socket}` } })
  const [classic, containerd] = newer === null ? [lab, lab] : [at(newer.classic), at(newer.containerd)]
  const folders = { classic: await scenarioFolder(classic), containerd: await scenarioFolder(containerd) }
  for (const small of [...SMALL_CASES, ...NEWER_CASES])
    test.skipIf(newer === null)(small.title, () => asPredicted(classic, folders.classic, small, 'buildkit'))
  for (const small of MERGING_CASES)
    test.skipIf(newer === null)(small.title, () =>
      asPredicted(containerd, folders.containerd, small, 'buildkit'),
    )
})
