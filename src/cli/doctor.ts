import { diagnose } from '../analysis/doctor.ts'
import { doctorText } from '../report/doctor-text.ts'
import { doctorJson } from '../report/json/doctor-json.ts'
import { AN_IMAGE, type Command } from './command.ts'
import { printJson, printLines, printWidth } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'will it start, and if not, why',
  description:
    'Says whether the image starts, without running it: what the process is, whether the kernel can execute it as ' +
    'USER, whether its interpreter, loader and libraries are there, and what it will miss once it runs. ' +
    'Ends with 1 when it will not start.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [],
  examples: [
    { line: 'layerscope doctor api-service:scratch', says: 'why a container without a shell does not start' },
    { line: 'layerscope doctor image.tar --json | jq .verdict', says: 'for a script' },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const { analysis } = await readImage(reference, call)
    const diagnosis = diagnose(analysis)
    if (call.options.format === 'json') await printJson(doctorJson(diagnosis), call)
    else await printLines(doctorText(diagnosis, { reference, width: printWidth(call) }), call)
    const read = await reportMissingLayers(analysis, call)
    return diagnosis.verdict === 'will not start' ? 1 : read
  },
}
