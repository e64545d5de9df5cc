import { fromBytes } from '../../../image/byte-string.ts'
import { archiveKind } from '../../../report/content-kind/archive-kind.ts'
import { languageOf } from '../../../report/content-kind/language.ts'
import { TEXT_HEAD, textEncoding } from '../../../report/content-kind/text-encoding.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import type {
  ContentWindow,
  FileContent,
  LineCount,
  Listing,
  TextSearch,
  ViewedFile,
} from '../../viewer-state.ts'
import { say } from '../say.ts'

/** Bytes of a file arrived. Of a file that is no longer viewed they are of no use. */
export const receiveWindow: Transition<[file: ViewedFile, window: ContentWindow]> = (state, file, window) =>
  withContent(state, file, content => ({
    ...content,
    window,
    isText: content.isText ?? (window.start === 0 ? isText(window.bytes) : null),
    archive: content.isText === null && window.start === 0 ? archiveKind(window.bytes) : content.archive,
    language: content.language ?? languageOf(file.path, firstLine(window)),
  }))

/** More lines were counted; a count that began anew and knows less is of no use. */
export const receiveLines: Transition<[file: ViewedFile, lines: LineCount]> = (state, file, lines) =>
  withContent(state, file, content =>
    lines.complete || lines.before.length > content.lines.before.length ? { ...content, lines } : content,
  )

/** More members of an archive were found. A compressed file without any is no archive. */
export const receiveListing: Transition<[file: ViewedFile, listing: Listing]> = (state, file, listing) =>
  withContent(state, file, content => {
    const isNone = listing.complete && listing.members.length === 0 && content.archive === 'compressed'
    return { ...content, listing, archive: isNone ? null : content.archive }
  })

/** The content cannot be read; `problem` is a sentence. */
export const failContent: Transition<[file: ViewedFile, problem: string]> = (state, file, problem) =>
  withContent(state, file, content => ({ ...content, problem }))

/** A search ended at a line, or nowhere. */
export const receiveMatch: Transition<[search: TextSearch, line: number | null]> = (state, search, line) => {
  const { viewer } = state
  if (viewer.search !== search) return state
  const ended = { ...viewer, search: null }
  if (line === null)
    return say({ ...state, viewer: ended }, `Nothing in this file matches "${search.text}".`, 'problem')
  return { ...state, viewer: { ...ended, tops: { ...viewer.tops, text: line } } }
}

/** UTF-16 is text, but not one that is read byte by byte. */
function isText(bytes: Uint8Array): boolean {
  const encoding = textEncoding(bytes.subarray(0, TEXT_HEAD))
  return encoding !== null && !encoding.startsWith('UTF-16')
}

/** Empty where the file does not begin with the window. */
function firstLine({ start, bytes }: ContentWindow): string {
  return start > 0 ? '' : (/^.*/.exec(fromBytes(bytes.subarray(0, LONGEST_FIRST_LINE)))?.[0] ?? '')
}

const LONGEST_FIRST_LINE = 200

function withContent(state: State, file: ViewedFile, change: (content: FileContent) => FileContent): State {
  const { viewer } = state
  return viewer.file !== file ? state : { ...state, viewer: { ...viewer, content: change(viewer.content) } }
}
