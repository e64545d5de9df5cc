import type { Finding } from '../../../image/finding.ts'
import type { Difference } from '../../../tree/change.ts'
import { entryGid, entryMode, entryUid } from '../../../tree/layer-tree.ts'
import { type EntryPlace, entryPlace, versionAt } from '../../../tree/overlay.ts'
import type { AdviceCheck } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { copyText } from '../copy-text.ts'
import { runFix } from '../run-fix.ts'
import { groupsOf, wasteFinding } from '../waste-finding.ts'
import type { WasteGroup } from '../waste-groups.ts'
import { lines, listWords, stepWords } from '../words.ts'

/** A chmod, chown or touch copies every file it touches into its own layer. */
export const rewrittenMetadata: AdviceCheck = subject =>
  groupsOf(subject, 'rewrittenMetadata').map(group => findingOf(subject, group))

function findingOf(subject: AdviceSubject, group: WasteGroup): Finding {
  const changed = differencesIn(group)
  const what = listWords(ORDER.filter(each => changed.has(each)).map(each => WORDS[each] ?? each))
  return wasteFinding(subject, group, {
    what: `Files of which only ${what} changed,`,
    fix: fixOf(subject, group, changed),
  })
}

function differencesIn({ items }: WasteGroup): ReadonlySet<Difference> {
  const found = new Set<Difference>()
  for (const { differs } of items) for (const each of differs) found.add(each)
  return found
}

const ORDER: readonly Difference[] = ['owner', 'mode', 'xattrs', 'mtime']

const WORDS: Partial<Record<Difference, string>> = {
  owner: 'the owner',
  mode: 'the mode',
  xattrs: 'extended attributes',
  mtime: 'the time',
}

function fixOf(
  subject: AdviceSubject,
  group: WasteGroup,
  changed: ReadonlySet<Difference>,
): string | undefined {
  const [writer, killer] = [subject.steps[group.layer], subject.steps[group.by]]
  if (writer?.keyword === 'RUN') return runFix(subject, group.layer)
  if (writer?.keyword !== 'COPY' && writer?.keyword !== 'ADD') return undefined
  const options = [
    ...(changed.has('owner')
      ? optionOf('--chown', valueNow(subject, group, ownerOf), ownerIn(killer?.operands))
      : []),
    ...(changed.has('mode') ? optionOf('--chmod', valueNow(subject, group, modeOf), null) : []),
  ]
  if (options.length === 0) return undefined
  return lines(
    `Say it where the files come in, and ${stepWords(subject, group.by)} has nothing left to do:`,
    copyText(writer, options, group.items),
  )
}

function optionOf(name: string, value: string | null, spelled: string | null): string[] {
  return value === null ? [] : [`${name}=${spelled ?? value}`]
}

/** One value for all of the files, or `null`: a COPY has one of each. */
function valueNow(
  { analysis: { overlay } }: AdviceSubject,
  { items, by }: WasteGroup,
  spelledOf: (place: EntryPlace) => string,
): string | null {
  let common: string | null = null
  for (const { node } of items) {
    const inode = overlay.versions.inode[versionAt(overlay, node, by)] ?? -1
    if (inode < 0) continue
    const value = spelledOf(entryPlace(overlay, inode))
    if (common !== null && common !== value) return null
    common = value
  }
  return common
}

/** As the chown spells it: a name says more than its number. */
function ownerIn(script: string | undefined): string | null {
  return /\bchown\s+(?:-\S+\s+)*([\w.-]+(?::[\w.-]+)?)\s/.exec(script ?? '')?.[1] ?? null
}

function ownerOf({ tree, row }: EntryPlace): string {
  return `${entryUid(tree, row)}:${entryGid(tree, row)}`
}

function modeOf({ tree, row }: EntryPlace): string {
  return entryMode(tree, row).toString(8).padStart(4, '0')
}
