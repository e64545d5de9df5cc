import type { FindingKind } from '../image/finding.ts'
import { ADVICE_FINDING_TEXTS } from './advice-finding-text.ts'
import { START_FINDING_TEXTS } from './start-finding-text.ts'

/** What a kind of finding means, in general; the particulars are in the finding's own message. */
export interface FindingText {
  /** Heading, a few words. */
  readonly title: string
  /** Why it is worth telling. */
  readonly why: string
  /** What to do; `null` when nothing has to be done. */
  readonly fix: string | null
}

const REBUILD = 'Report it to the tool that wrote the image, and build the image again with another one.'

export const FINDING_TEXTS = {
  historyMismatch: {
    title: 'History and layers differ',
    why: 'Layers decide what a container sees; a step without its layer, or a layer without its step, cannot be matched.',
    fix: null,
  },
  indexLoop: {
    title: 'An index refers to itself',
    why: 'A reader that follows every reference never ends; layerscope used the manifest beside it.',
    fix: REBUILD,
  },
  mediaTypeMismatch: {
    title: 'Media type and content differ',
    why: 'Readers that trust the media type decompress this layer wrongly, or refuse it.',
    fix: 'Push the image again with a tool that writes the media type the content has.',
  },
  digestMismatch: {
    title: 'Digest and content differ',
    why: 'The bytes are not the ones the manifest names: damaged or altered. Every engine refuses such a layer.',
    fix: 'Save, copy or build the image again.',
  },
  globalPaxHeader: {
    title: 'Global PAX header',
    why: 'Engines ignore these headers, other tar programs apply them: the layer means two things.',
    fix: 'Write the layer without them (git archive adds one; pass its files through tar).',
  },
  containerImageGone: {
    title: 'The image of a container is gone',
    why: "Without it nobody can tell the container's own files from those of its image: all of them are shown as one layer.",
    fix: null,
  },
  containerMount: {
    title: 'Mounted over',
    why: 'A volume, a bind or a tmpfs lies over the tree there; what the container sees in it is in no layer.',
    fix: null,
  },
  containerChanged: {
    title: 'Changed and not exported',
    why: 'The engine lists what a container changed and exports its files in two answers; in between a file may go. Sockets are never exported.',
    fix: null,
  },
  containerNameLost: {
    title: 'Change that cannot be shown',
    why: 'An engine cannot spell names that are not UTF-8, and a layer cannot hold names that begin with ".wh.".',
    fix: null,
  },
  outsideName: {
    title: 'Name outside the image',
    why: 'A name that climbs out of the root with ".." would be written outside the image; it is not applied.',
    fix: REBUILD,
  },
  nulName: {
    title: 'Name with a NUL byte',
    why: 'No file system can hold such a name; it is not applied.',
    fix: REBUILD,
  },
  controlName: {
    title: 'Control characters in a name',
    why: 'Printed as it is, the name could give orders to a terminal.',
    fix: 'Look at where the file comes from, and rename it.',
  },
  badWhiteout: {
    title: 'Whiteout that names nothing',
    why: 'Engines refuse a layer with such a marker.',
    fix: REBUILD,
  },
  duplicatePath: {
    title: 'Path twice in one layer',
    why: 'The last one counts; the bytes of the earlier ones are stored and pulled for nothing.',
    fix: 'Let one instruction write the file once, or report it to the tool that wrote the layer.',
  },
  missingLinkTarget: {
    title: 'Hard link to nothing',
    why: 'The file it links to is in no layer; engines refuse to unpack it.',
    fix: REBUILD,
  },
  linkLoop: {
    title: 'Symlinks in a circle',
    why: 'A parent directory leads through more links than a kernel follows; the entry cannot be placed.',
    fix: 'Remove the links that point at each other.',
  },
  replacedParent: {
    title: 'Parent that is no directory',
    why: 'The layer writes beneath a path that is a file below; engines refuse such a layer.',
    fix: 'Remove the file in an earlier instruction before writing beneath its name.',
  },
  markerWithBody: {
    title: 'Whiteout with content',
    why: 'A marker is only a name; the bytes in it are stored and pulled for nothing.',
    fix: REBUILD,
  },
  ...START_FINDING_TEXTS,
  ...ADVICE_FINDING_TEXTS,
} as const satisfies Record<FindingKind, FindingText>
