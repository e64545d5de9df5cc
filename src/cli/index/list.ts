import { DEFAULT_INDEX_BYTES } from '../../index/layer-index.ts'
import { listIndex } from '../../index/list-index.ts'
import { indexCsv, indexMarkdown } from '../../report/index-rows.ts'
import { indexText } from '../../report/index-text.ts'
import { indexJson } from '../../report/json/index-json.ts'
import type { Command } from '../command.ts'
import { printResult, type Result } from '../print.ts'
import { indexFolderOf } from './index-folder-of.ts'

export const listCommand: Command = {
  name: 'list',
  summary: 'the images in the index',
  description: 'Lists the images whose layers are kept, those used last first, and what they take on disk.',
  words: [],
  options: [],
  examples: [
    { line: 'layerscope index list', says: 'what opens without being read' },
    { line: 'layerscope index list --json | jq .bytes', says: 'how much disk it takes' },
  ],
  async run(call) {
    const contents = await listIndex(indexFolderOf(call))
    const listed = indexJson({ ...contents, limitBytes: DEFAULT_INDEX_BYTES })
    const result: Result = {
      text: width => indexText(listed, width),
      json: () => listed,
      markdown: () => indexMarkdown(listed),
      csv: () => indexCsv(listed),
    }
    await printResult(result, call)
    return 0
  },
}
