import type { ContextEntry } from '../../../image/build-context.ts'
import type { Dockerfile } from '../../../image/dockerfile/dockerfile.ts'
import { type IgnoreRule, type IgnoreRules, ignoredBy } from '../../build/ignore-rules.ts'
import type { ContextAmount, ContextReport, NeedlessGroup, RuleEffect, SentGroup } from './context-report.ts'
import { fits, NEEDLESS_NAMES, type NeedlessName } from './needless.ts'

/** Everything beneath the folder in; what of it is sent, and what need not be, out. `dockerfile`: what it copies is needed. */
export function reportContext(
  entries: readonly ContextEntry[],
  ignore: IgnoreRules,
  dockerfile: Dockerfile | null,
): ContextReport {
  const things = entries.filter(({ type }) => type !== 'directory')
  const decided = things.map(entry => ({ entry, rule: ignoredBy(ignore, entry.path) }))
  const sent = decided.flatMap(({ entry, rule }) => (rule === null ? [entry] : []))
  const places = new Set(entries.map(({ path }) => path))
  const copied = copiedPaths(dockerfile)
  const needless = sent.map(({ path }) => needlessPart(path, places, copied))
  return {
    ignorePath: ignore.path,
    sent: amountOf(sent),
    ignored: amountOf(decided.flatMap(({ entry, rule }) => (rule === null ? [] : [entry]))),
    sentGroups: sentGroups(sent),
    rules: ruleEffects(decided),
    needless: needlessGroups(sent, needless),
    afterwards: amountOf(sent.filter((_, at) => needless[at] === null)),
  }
}

function amountOf(entries: readonly ContextEntry[]): ContextAmount {
  return { files: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) }
}

function sentGroups(sent: readonly ContextEntry[]): readonly SentGroup[] {
  const groups = grouped(sent, ({ path }) => path.split('/', 1)[0] ?? '')
  return largestFirst(
    [...groups].map(([path, entries]) => ({
      path,
      isDirectory: entries.some(entry => entry.path !== path),
      ...amountOf(entries),
    })),
  )
}

function ruleEffects(
  decided: readonly { readonly entry: ContextEntry; readonly rule: IgnoreRule | null }[],
): readonly RuleEffect[] {
  const effects = grouped(decided, ({ rule }) => rule)
  return largestFirst(
    [...effects].flatMap(([rule, left]) =>
      rule === null
        ? []
        : [{ line: rule.line, pattern: rule.pattern, ...amountOf(left.map(({ entry }) => entry)) }],
    ),
  )
}

/** The part of a path that makes it needless: the row, and the line that leaves it out. */
interface NeedlessPart {
  readonly row: NeedlessName
  readonly pattern: string
}

/** Sources of COPY and ADD, without `./` and slashes at the ends. `.` is everything, which needs nothing in particular. */
function copiedPaths(dockerfile: Dockerfile | null): readonly string[] {
  const copies = dockerfile?.stages.flatMap(({ instructions }) => instructions) ?? []
  return copies
    .flatMap(copy =>
      copy.kind === 'copy' && !copy.flags.some(({ name }) => name === 'from') ? copy.sources : [],
    )
    .map(source => source.replace(/^(?:\.?\/)+|\/+$/g, ''))
    .filter(source => source !== '' && source !== '.')
}

function needlessPart(
  path: string,
  places: ReadonlySet<string>,
  copied: readonly string[],
): NeedlessPart | null {
  const components = path.split('/')
  for (const [at, component] of components.entries()) {
    const folder = components
      .slice(0, at)
      .map(part => `${part}/`)
      .join('')
    const row = NEEDLESS_NAMES.find(each => fits(component, each) && isBeside(each, folder, places))
    if (row === undefined) continue
    if (isCopied(`${folder}${component}`, path, copied)) return null
    return { row, pattern: patternOf(row, folder) }
  }
  return null
}

/** A name that tells by itself is left out wherever it is; one that needs its neighbours only where they are. */
function patternOf({ name, beside }: NeedlessName, folder: string): string {
  if (beside !== null) return `${folder}${name}`
  return folder === '' ? name : `**/${name}`
}

function isBeside({ beside }: NeedlessName, folder: string, places: ReadonlySet<string>): boolean {
  return beside === null || beside.some(name => places.has(`${folder}${name}`))
}

/** Whether a COPY names it, something in it, or a folder it lies in. */
function isCopied(part: string, path: string, copied: readonly string[]): boolean {
  return copied.some(
    source =>
      source === path || source === part || source.startsWith(`${part}/`) || part.startsWith(`${source}/`),
  )
}

function needlessGroups(
  sent: readonly ContextEntry[],
  parts: readonly (NeedlessPart | null)[],
): readonly NeedlessGroup[] {
  const pairs = sent.flatMap((entry, at) => {
    const part = parts[at] ?? null
    return part === null ? [] : [{ entry, part }]
  })
  const deep = new Set(pairs.map(({ part }) => part.pattern).filter(pattern => pattern.startsWith('**/')))
  const groups = grouped(pairs, ({ part }) =>
    deep.has(`**/${part.pattern}`) ? `**/${part.pattern}` : part.pattern,
  )
  return largestFirst(
    [...groups].map(([pattern, members]) => ({
      pattern,
      kind: members[0]?.part.row.kind ?? 'output',
      ...amountOf(members.map(({ entry }) => entry)),
    })),
  )
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

function largestFirst<Row extends ContextAmount>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((left, right) => right.bytes - left.bytes || right.files - left.files)
}
