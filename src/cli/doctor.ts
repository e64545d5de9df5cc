import { diagnose } from '../analysis/doctor.ts'
import { doctorCsv } from '../report/doctor-csv.ts'
import { doctorMarkdown } from '../report/doctor-markdown.ts'
import { doctorText } from '../report/doctor-text.ts'
import { doctorJson } from '../report/json/doctor-json.ts'
import { AN_IMAGE, type Command } from './command.ts'
import { printResult, type Result } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'will it start, and if not, why',
  description:
    'Says whether the image starts, without running it: what the process is, whether the kernel can execute it as ' +
    'USER, whether its interpreter, loader and libraries are there, and what it will miss once it runs. ' +
    'Of a container also what became of it: its exit code explained, and the end of its log. ' +
    'Ends with 1 when it will not start.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [],
  examples: [
    { line: 'layerscope doctor api-service:scratch', says: 'why a container without a shell does not start' },
    { line: 'layerscope doctor container:web', says: 'why a container ended, or never started' },
    { line: 'layerscope doctor image.tar --json | jq .verdict', says: 'for a script' },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const { analysis } = await readImage(reference, call)
    const diagnosis = diagnose(analysis)
    const result: Result = {
      text: width => doctorText(diagnosis, { reference, width }),
      json: () => doctorJson(diagnosis),
      markdown: () => doctorMarkdown(diagnosis, reference),
      csv: () => doctorCsv(diagnosis),
    }
    await printResult(result, call)
    const read = await reportMissingLayers(analysis, call)
    return diagnosis.verdict === 'will not start' ? 1 : read
  },
}
