import { linesOfSteps } from '../../analysis/cache/log/line-up.ts'
import { STANDARD_INPUT } from '../../errors.ts'
import { logCsv } from '../../report/cache/log-csv.ts'
import { logMarkdown } from '../../report/cache/log-markdown.ts'
import { logText } from '../../report/cache/log-text.ts'
import type { NamedLog } from '../../report/cache/named-log.ts'
import { cacheLogJson } from '../../report/json/cache-log-json.ts'
import { A_FILE, type Call, type Command } from '../command.ts'
import { text } from '../option-values.ts'
import { printResult } from '../print.ts'
import { readDockerfile } from './read-dockerfile.ts'
import { readLog } from './read-log.ts'

export const log: Command = {
  name: 'log',
  summary: 'builds read from their logs, side by side',
  description:
    'Reads what a build printed and says which steps came from the cache, which ran, and for how long. Two logs stand ' +
    'beside each other, so that a change of the Dockerfile shows in steps and seconds. Takes BuildKit’s plain progress, ' +
    'what it draws on a terminal, the classic builder and Buildah, as GitHub, GitLab and Jenkins keep them.',
  words: [
    { syntax: '<FILE>', description: 'a log; - is standard input', completes: A_FILE },
    { syntax: '[FILE]', description: 'another one, to put beside it', completes: A_FILE },
  ],
  options: [
    {
      syntax: '-f, --file <FILE>',
      description: 'the Dockerfile, to name its lines',
      completes: A_FILE,
    },
  ],
  examples: [
    {
      line: 'docker build --progress=plain . 2>&1 | layerscope cache log -',
      says: 'which steps ran, and for how long',
    },
    {
      line: 'layerscope cache log naive.log optimised.log --format markdown',
      says: 'what a better order saves, for a README',
    },
  ],
  async run(call) {
    const logs: NamedLog[] = []
    for (const path of call.words) logs.push(await named(path, call))
    const [first, second = null] = logs
    if (first === undefined) return 2
    await printResult(
      {
        text: width => logText(first, second, { width, ascii: call.options.ascii }),
        json: () => cacheLogJson(first, second),
        markdown: () => logMarkdown(first, second),
        csv: () => logCsv(logs),
      },
      call,
    )
    return 0
  },
}

async function named(path: string, call: Call): Promise<NamedLog> {
  const read = await readLog(path, call.surroundings.signal)
  const name = path === '-' ? STANDARD_INPUT : path
  const dockerfile = text(call.values, 'file')
  if (dockerfile === null) return { name, log: read, lines: new Map() }
  const parsed = await readDockerfile(dockerfile)
  return { name, log: read, lines: linesOfSteps(read.steps, parsed) }
}
