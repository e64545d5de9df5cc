import type { Change } from '../../analysis/build/apply-changes.ts'

/** What somebody says will change, in a few words: `main.go changes`. */
export function changeText(change: Change): string {
  switch (change.kind) {
    case 'content':
      return `${change.path === '' ? 'every file' : change.path} changes`
    case 'mode':
      return `the mode of ${change.path} changes`
    case 'added':
      return `${change.path} is new`
    case 'removed':
      return `${change.path} goes`
    case 'line':
      return `line ${change.line} changes`
    case 'dockerfile':
      return `the Dockerfile becomes ${change.dockerfile.path}`
    case 'dockerfileWas':
      return 'the Dockerfile changed'
    case 'argument':
      return change.value === null
        ? `ARG ${change.name} has another value`
        : `ARG ${change.name} is ${change.value}`
    case 'base':
      return change.of === null ? 'the base images are newer' : `the base image of ${change.of} is newer`
    default:
      return change satisfies never
  }
}

/** The first few changes; of the others how many there are. */
export function changesTexts(changes: readonly Change[]): string[] {
  const shown = changes.slice(0, MOST).map(changeText)
  const more = changes.length - shown.length
  return more === 0 ? shown : [...shown, `and ${more} more`]
}

const MOST = 4
