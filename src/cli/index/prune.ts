import { fail } from '../../errors.ts'
import { DEFAULT_INDEX_BYTES, shrinkIndex } from '../../index/layer-index.ts'
import { formatBytes } from '../../report/format-bytes.ts'
import { words } from '../../report/line.ts'
import type { Call, Command } from '../command.ts'
import { NOTHING } from '../command.ts'
import { flag, text } from '../option-values.ts'
import { parseSize } from '../parse-size.ts'
import { printJson, printLines } from '../print.ts'
import { indexFolderOf } from './index-folder-of.ts'

export const prune: Command = {
  name: 'prune',
  summary: 'make the index smaller',
  description:
    'Removes what interrupted runs left, then what was used least recently until the index takes at most the SIZE ' +
    `given (${formatBytes(DEFAULT_INDEX_BYTES)}, which it keeps to by itself). Nothing is lost: an image that is not ` +
    'in the index is read again.',
  words: [],
  options: [
    { syntax: '--keep <SIZE>', description: 'most bytes it may take afterwards', completes: NOTHING },
    { syntax: '--all', description: 'remove all of it', completes: NOTHING },
  ],
  formats: ['text', 'json'],
  examples: [
    { line: 'layerscope index prune --keep 200MB', says: 'keep what was used last' },
    { line: 'layerscope index prune --all', says: 'start from nothing' },
  ],
  async run(call) {
    const { freedBytes, bytes } = await shrinkIndex(indexFolderOf(call), mostBytes(call))
    if (call.options.format === 'json') await printJson({ freedBytes, bytes }, call)
    else await printLines([[words(`${formatBytes(freedBytes)} removed, ${formatBytes(bytes)} kept.`)]], call)
    return 0
  },
}

function mostBytes({ values }: Call): number {
  const keep = text(values, 'keep')
  if (flag(values, 'all')) {
    if (keep === null) return 0
    return fail({ kind: 'usage', message: '--all and --keep contradict each other; keep one.' })
  }
  if (keep === null) return DEFAULT_INDEX_BYTES
  const message = `--keep is "${keep}"; it takes bytes, as 500M, 1GiB or 1048576.`
  return parseSize(keep) ?? fail({ kind: 'usage', message })
}
