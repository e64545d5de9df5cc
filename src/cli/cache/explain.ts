import { explainCache } from '../../analysis/cache/explain-cache.ts'
import { findObstacle } from '../../analysis/cache/unrelated.ts'
import { fail } from '../../errors.ts'
import { KnownLayers } from '../../layer/known-layers.ts'
import { explainCsv } from '../../report/cache/explain-csv.ts'
import { explainMarkdown } from '../../report/cache/explain-markdown.ts'
import { explainText } from '../../report/cache/explain-text.ts'
import { obstacleText } from '../../report/cache/obstacle-text.ts'
import { cacheExplainJson } from '../../report/json/cache-explain-json.ts'
import { AN_IMAGE, type Command } from '../command.ts'
import { printResult } from '../print.ts'
import { readImages, reportUnread } from '../read-images.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'why the cache missed between two builds',
  description:
    'Of two builds of one Dockerfile, says which step was the first that did not come from the cache, and why; which ' +
    'later steps ran for no other reason, and which of these made the same files again; and what order or flag would ' +
    'have kept the cache. Earlier stages leave no layer: what they alone could tell is said to be unknown.',
  words: [
    { syntax: '<OLD>', description: 'the image of the build before', completes: AN_IMAGE },
    { syntax: '<NEW>', description: 'the image of the build that ran steps again', completes: AN_IMAGE },
  ],
  options: [],
  examples: [
    { line: 'layerscope cache explain api:1.0 api:1.1', says: 'two images of the engine' },
    {
      line: 'layerscope cache explain old.tar new.tar --json | jq .firstDivergence',
      says: 'for a script',
    },
  ],
  async run(call) {
    const read = await readImages(call.words, call, { known: new KnownLayers(), measureGzip: false })
    const [old, now] = read.images
    if (old === undefined || now === undefined) return fail(read.faults[0] ?? { kind: 'interrupted' })
    const names = { old: old.reference, new: now.reference }
    const obstacle = findObstacle(old.analysis, now.analysis)
    if (obstacle !== null) fail({ kind: 'usage', message: obstacleText(obstacle, names) })
    const explanation = explainCache(old.analysis, now.analysis)
    await printResult(
      {
        text: width => explainText(explanation, { ...names, width, ascii: call.options.ascii }),
        json: () => cacheExplainJson(explanation, names),
        markdown: () => explainMarkdown(explanation, names),
        csv: () => explainCsv(explanation),
      },
      call,
    )
    return reportUnread(read, call)
  },
}
