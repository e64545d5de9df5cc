import type { BuilderKind, Cause, FileChange } from '../../analysis/cache/cache-explanation.ts'
import { countOf } from '../amount.ts'
import { displayName } from '../display-name.ts'

/** A cause in a few words, for a column. */
export function causeWords(cause: Cause): string {
  switch (cause.kind) {
    case 'baseImage':
      return 'other base image'
    case 'instruction':
      return cause.before === null ? 'line added' : cause.after === null ? 'line removed' : 'line changed'
    case 'argument':
      return `argument ${cause.name}`
    case 'setting':
      return `${cause.name} above it`
    case 'content':
      return `${countOf(cause.files.length, 'file')} changed`
    case 'metadata':
      return `${cause.differs.join(', ')} of ${countOf(cause.files.length, 'path')}`
    case 'output':
      return 'other output'
    case 'compression':
      return 'recompressed'
    case 'noCache':
      return 'no cache used'
    case 'otherBuilder':
      return 'other builder'
    case 'parent':
      return 'a step before it'
    case 'unread':
      return 'not known'
    default:
      return cause satisfies never
  }
}

/** Why a step did not come from the cache, in a sentence or two. */
export function causeSentence(cause: Cause): string {
  switch (cause.kind) {
    case 'baseImage':
      return 'The base image is another one, so nothing built upon the old one fits.'
    case 'instruction':
      return instructionSentence(cause)
    case 'argument':
      return `The build argument ${cause.name} has another value; this step can see it.`
    case 'setting':
      return `${cause.name} above it says something else, and every RUN after it depends on that.`
    case 'content':
      return `${contentSentence(cause.files)} ${ORIGINS[cause.from]}`.trimEnd()
    case 'metadata':
      return `The content is the same; only ${cause.differs.join(' and ')} of ${countOf(cause.files.length, 'path')} differs, and builders compare that too.`
    case 'output':
      return (
        'The line, the arguments and all beneath are the same, so the builder had no cache for it (--no-cache, pruned, ' +
        'or another machine). Run again it wrote other files: it is not reproducible.'
      )
    case 'compression':
      return 'Every layer holds the same tar as before; only the compressed blob is another one, which registries store and nodes pull anew.'
    case 'noCache':
      return (
        'All that a builder compares is equal, so no cache was used: --no-cache, a pruned cache, or another machine. ' +
        'What RUN --mount brings in is not recorded.'
      )
    case 'otherBuilder':
      return `The old image was made by ${BUILDERS[cause.before]}, the new one by ${BUILDERS[cause.after]}; they share no cache.`
    case 'parent':
      return 'Only because a step before it ran.'
    case 'unread':
      return 'One of its layers could not be read, so nobody can tell.'
    default:
      return cause satisfies never
  }
}

function instructionSentence({ before, after }: Extract<Cause, { kind: 'instruction' }>): string {
  if (before === null) return 'The line is new.'
  return after === null ? 'The line is gone; all after it stood upon it.' : 'The line says something else.'
}

function contentSentence(files: readonly FileChange[]): string {
  const counts = (['modified', 'added', 'removed'] as const).flatMap(change => {
    const count = files.filter(file => file.change === change).length
    return count === 0 ? [] : [`${countOf(count, 'file')} ${change}`]
  })
  return `What it copies has changed: ${counts.join(', ')}.`
}

const ORIGINS = {
  context: '',
  stage:
    'They come from an absolute path, so most likely from an earlier stage, which left no layer: which of its steps changed cannot be seen here.',
  unknown:
    'This builder does not record whether they come from the context or from an earlier stage, which leaves no layer.',
} as const

const BUILDERS: Readonly<Record<BuilderKind, string>> = {
  classic: 'the classic builder',
  buildkit: 'BuildKit',
}

/** What shows it, a line each: the words before and after, the first files. */
export function causeEvidence(cause: Cause, most: number): string[] {
  switch (cause.kind) {
    case 'instruction':
    case 'setting':
      return beforeAndAfter(cause.before, cause.after)
    case 'argument':
      return beforeAndAfter(argument(cause.name, cause.before), argument(cause.name, cause.after))
    case 'content':
    case 'metadata':
    case 'output':
      return fileLines(cause.files, most)
    default:
      return []
  }
}

function beforeAndAfter(before: string | null, after: string | null): string[] {
  return [...(before === null ? [] : [`- ${before}`]), ...(after === null ? [] : [`+ ${after}`])]
}

function argument(name: string, value: string | null): string | null {
  return value === null ? null : `${name}=${value}`
}

function fileLines(files: readonly FileChange[], most: number): string[] {
  const lines = files.slice(0, most).map(fileLine)
  const rest = files.length - lines.length
  return rest === 0 ? lines : [...lines, `and ${countOf(rest, 'more', 'more')}`]
}

/** `/app/main.go   modified (content)`. */
function fileLine({ path, change, differs }: FileChange): string {
  const what = differs.length === 0 ? change : `${change} (${differs.join(', ')})`
  return `${displayName(path)}   ${what}`
}
