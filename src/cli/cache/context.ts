import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { reportContext } from '../../analysis/cache/context/report-context.ts'
import { fail } from '../../errors.ts'
import { contextCsv } from '../../report/cache/context-csv.ts'
import { contextMarkdown } from '../../report/cache/context-markdown.ts'
import { contextText } from '../../report/cache/context-text.ts'
import { displayText } from '../../report/display-name.ts'
import { cacheContextJson } from '../../report/json/cache-context-json.ts'
import { readBuildContext } from '../../source/build-context.ts'
import { throwFileFault } from '../../source/file-faults.ts'
import { A_FILE, type Command } from '../command.ts'
import { text } from '../option-values.ts'
import { printResult } from '../print.ts'
import { readDockerfile, readIgnoreRules, usualDockerfile } from './read-dockerfile.ts'

export const context: Command = {
  name: 'context',
  summary: 'what a build would send, and what it should not',
  description:
    'Says what a build would send from a folder, what .dockerignore leaves out of it, and what should be left out: ' +
    'the largest first, with the lines to add. Reads names and lengths only; links are not followed. BuildKit sends ' +
    'no more of it than COPY and ADD ask for, and what it has not had before.',
  words: [{ syntax: '[DIR]', description: 'the folder a build is given (.)', completes: A_FILE }],
  options: [
    {
      syntax: '-f, --file <FILE>',
      description: 'the Dockerfile (DIR/Dockerfile): FILE.dockerignore goes before .dockerignore',
      completes: A_FILE,
    },
  ],
  examples: [
    { line: 'layerscope cache context', says: 'of the folder you are in' },
    {
      line: 'layerscope cache context . --json | jq -r .ignoreLines[] >> .dockerignore',
      says: 'take the advice; read it first',
    },
  ],
  async run(call) {
    const [folder = '.'] = call.words
    await checkFolder(folder)
    const file = text(call.values, 'file') ?? (await usualDockerfile(folder))
    // What it copies is needed; without one nobody knows, and everything is taken for what it is called.
    const dockerfile = file === null ? null : await readDockerfile(file)
    const ownRules = file === null ? [] : [`${file}.dockerignore`]
    const ignore = await readIgnoreRules([...ownRules, join(folder, '.dockerignore')])
    const unreadable: string[] = []
    const { signal, stderr } = call.surroundings
    const entries = await readBuildContext(folder, {
      skips: () => false,
      mostEntries: MOST_PATHS,
      unreadable: path => unreadable.push(path),
      signal,
    })
    const report = reportContext(entries, ignore, dockerfile)
    await printResult(
      {
        text: width => contextText(report, folder, width),
        json: () => cacheContextJson(report, folder, unreadable),
        markdown: () => contextMarkdown(report, folder),
        csv: () => contextCsv(report),
      },
      call,
    )
    for (const path of unreadable)
      await stderr.write(`${displayText(`"${join(folder, path)}" cannot be read, so it is not counted.`)}\n`)
    return unreadable.length > 0 ? 2 : 0
  },
}

/** More nobody sends to a builder, and each is held in memory. */
const MOST_PATHS = 2_000_000

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(error => throwFileFault(error, folder))
  if (found.isDirectory()) return
  fail({
    kind: 'usage',
    message: `"${folder}" is a file; a build is given a folder. A Dockerfile is named with --file.`,
  })
}
