import type { ChangeNote } from '../../analysis/build/apply-changes.ts'

/** What is worth saying of a change before any step. */
export function noteText(note: ChangeNote): string {
  switch (note.kind) {
    case 'ignored': {
      const { path, file, rule } = note
      return `${path} is ignored (${file}, line ${rule.line}: ${rule.pattern}): the builder never sees it, nothing rebuilds for it.`
    }
    case 'newPath':
      return `${note.path} is not in the context; it is taken for a new file.`
    case 'theDockerfile':
      return `${note.path} is what is built: say what changes in it with --changed-line N or --new-file FILE.`
    case 'comment':
      return `Line ${note.line} is empty or a comment: no instruction changes.`
    case 'undeclared':
      return `No ARG declares ${note.name}: the builder does not use it, nothing rebuilds for it.`
    case 'proxy':
      return `${note.name} is known to every build, and no step is looked up by it: nothing rebuilds for it.`
    case 'needsBuildKit':
      return `Line ${note.line}: ${note.what} needs BuildKit; the classic builder stops there.`
    case 'sameArgument':
      return `${note.name} has that value already.`
    default:
      return note satisfies never
  }
}
