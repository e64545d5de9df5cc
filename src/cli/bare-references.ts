import { AN_IMAGE, type Command, NOTHING } from './command.ts'
import { explore } from './explore.ts'
import { PULL_OPTIONS } from './pull-options.ts'

/** What layerscope does with words that are no command: references, to look at. */
export const bareReferences: Command = {
  name: 'layerscope',
  summary: 'opens a container image in the terminal',
  description:
    'Opens a container image in the terminal: which instruction made each layer, how large it is, what is in it, ' +
    'and which bytes are wasted, and why. Two images are put side by side, more into a table; without IMAGE, a picker ' +
    'of the images there are. Where standard output is no terminal, or a format is asked for, the result is printed.',
  words: [{ syntax: '[IMAGE...]', description: 'see "What IMAGE may be" below', completes: AN_IMAGE }],
  options: [
    { syntax: '--files', description: 'with --json: list every file of every layer too', completes: NOTHING },
    ...PULL_OPTIONS,
  ],
  examples: [
    { line: 'layerscope api-service:naive', says: 'look at an image of the engine' },
    { line: 'layerscope image.tar', says: 'at an archive made by docker save, podman, skopeo, …' },
    { line: 'layerscope api-service:naive api-service:scratch', says: 'where the bytes went' },
    {
      line: 'layerscope api:1.0 api:1.1 api:1.2 --nodes 20 --bandwidth 1Gbit',
      says: 'what rolling each out takes',
    },
    { line: 'docker save api-service | layerscope - --json', says: 'print everything known, for a script' },
    { line: 'layerscope demo', says: 'try it without an engine or an image' },
  ],
  run: explore,
}
