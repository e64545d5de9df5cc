import type { InodeType } from '../../image/entry.ts'
import type { Change, Difference } from '../../tree/change.ts'
import type { FileJson } from '../json/file-json.ts'
import {
  BASE64,
  COUNT,
  described,
  FLAG,
  listOf,
  mapOf,
  objectOf,
  oneWordOf,
  orNull,
  SHA256,
  TEXT,
} from './json-schema.ts'

const CHANGE = oneWordOf<Change>({ added: true, modified: true, removed: true, unchanged: true })

export const DIFFERENCES = listOf(
  oneWordOf<Difference>({
    content: true,
    mode: true,
    owner: true,
    xattrs: true,
    linkTarget: true,
    device: true,
    type: true,
    mtime: true,
  }),
)

export const FILE_TYPE = oneWordOf<InodeType>({
  file: true,
  directory: true,
  symlink: true,
  character: true,
  block: true,
  fifo: true,
})

export const PATH = described('Absolute. Bytes that are not UTF-8 are written \\xNN.', {
  type: 'string',
  pattern: '^/',
})

export const PATH_BYTES = described('The exact bytes of a path that is not UTF-8.', BASE64)

export const FILE = objectOf<FileJson>(
  {
    path: PATH,
    type: FILE_TYPE,
    bytes: described('What stat says the length is.', COUNT),
    carried: described(
      'What sums use: 0 for the further names of an inode, the stored bytes of a sparse file.',
      COUNT,
    ),
    mode: described('Four octal digits.', { type: 'string', pattern: '^[0-7]{4}$' }),
    uid: COUNT,
    gid: COUNT,
    mtime: described('ISO 8601; null where no entry records one.', orNull(TEXT)),
    linkTarget: orNull(TEXT),
    hardLinkTo: described('The path that carries the content of this hard link.', orNull(PATH)),
    sha256: orNull(SHA256),
    xattrs: described('Values in base64.', mapOf(BASE64)),
    implicit: described('A directory that no entry mentions.', FLAG),
    change: CHANGE,
    differs: DIFFERENCES,
  },
  { pathBytes: PATH_BYTES },
)
