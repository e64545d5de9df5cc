import type { CommandGroup } from '../command.ts'
import { listCommand } from './list.ts'
import { prune } from './prune.ts'

/** What layerscope keeps of images it has read. */
export const index: CommandGroup = {
  name: 'index',
  summary: 'what is kept of images that were read',
  description:
    'Layers that were analysed are kept in your cache folder, so that an image is read once: names, sizes, hashes, and ' +
    'what is known of programs and packages, never contents. --no-index leaves it alone.',
  commands: [listCommand, prune],
}
