import type { EntryHeader } from '../image/entry.ts'
import type { Finding } from '../image/finding.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { EntryRole } from './entry-code.ts'
import { FindingTally, plainBytes, plainName } from './finding-tally.ts'

/** What is odd about the names and markers of one layer (semantics §4.1–4.4, §10). */
export class NameFindings {
  private readonly tally = new FindingTally(null)
  private readonly control: { paths: TreePath[]; count: number } = { paths: [], count: 0 }

  /** Looks at one entry; `path` is `null` when its name means none. */
  look(header: EntryHeader, path: TreePath | null, role: EntryRole): void {
    if (path !== null && CONTROL.test(path)) this.countControl(path)
    if (role === 'content' || role === 'aufsLink') return
    const bytes = header.type === 'file' ? header.stored : 0
    if (role === 'outsideName' || role === 'nulName') this.refused(header, role, bytes)
    else if (path === null) return
    else if (role === 'badWhiteout') this.badWhiteout(path, bytes)
    else if (bytes > 0) this.markerWithBody(path, bytes)
  }

  list(): readonly Finding[] {
    return this.control.count === 0 ? this.tally.list() : [...this.tally.list(), this.controlNames()]
  }

  private countControl(path: TreePath): void {
    this.control.count++
    if (this.control.paths.length < EVIDENCE) this.control.paths.push(path)
  }

  private refused(header: EntryHeader, kind: 'outsideName' | 'nulName', bytes: number): void {
    this.tally.add(kind, bytes, () => {
      const name = plainName(header.name)
      const problem = kind === 'nulName' ? 'holds a NUL' : outsideProblem(header)
      const message = `The name "${name}" ${problem}; the entry is not applied.`
      return { severity: 'warning', path: null, message, evidence: [name] }
    })
  }

  private badWhiteout(path: TreePath, bytes: number): void {
    this.tally.add('badWhiteout', bytes, () => {
      const message = `"${plainName(path)}" is a whiteout of nothing: engines refuse a layer with it. It removes nothing here.`
      return { severity: 'error', path, message, evidence: [] }
    })
  }

  private markerWithBody(path: TreePath, bytes: number): void {
    this.tally.add('markerWithBody', bytes, () => {
      const message = `The marker "${plainName(path)}" has a body of ${plainBytes(bytes)}, ignored as engines ignore it.`
      return { severity: 'note', path, message, evidence: [] }
    })
  }

  private controlNames(): Finding {
    const { paths, count } = this.control
    const names = count === 1 ? '1 name has' : `${count.toLocaleString('en-US')} names have`
    return {
      kind: 'controlName',
      severity: 'note',
      layer: null,
      path: paths[0] ?? null,
      bytes: null,
      message: `${names} control characters; they are shown as escapes.`,
      evidence: paths.map(plainName),
    }
  }
}

/** How many of the names with control characters are told. */
const EVIDENCE = 10

/** C0 and DEL as bytes, and C1 as UTF-8 spells it. */
const CONTROL = /[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/

function outsideProblem(header: EntryHeader): string {
  return header.name.includes('..') ? 'climbs out of the root' : `names the root, but is no directory`
}
