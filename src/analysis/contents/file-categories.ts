import { hasChildren, parentOf } from '../../tree/overlay.ts'
import type { Analysis } from '../analysis.ts'
import { CATEGORIES, type Category, categoryOfPlace } from './category.ts'
import { type Ownership, ownershipOf } from './ownership.ts'
import type { Place } from './place.ts'
import { placesOf } from './places.ts'
import { recordedFacts } from './recorded-facts.ts'
import { startedFiles, workingDirectory } from './started-files.ts'
import { foreignDatabases } from './unread-databases.ts'

/**
 * What every file is there for: by node, an index in `CATEGORIES`. Remembered. The first that tells has it: a package
 * of the operating system that installed it; what the image starts; the place it stands at; a program, or anything in
 * the working directory, where nothing else is known.
 */
export function fileCategories(analysis: Analysis): Uint8Array {
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const codes = decide(analysis, ownershipOf(analysis))
  remembered.set(analysis, codes)
  return codes
}

const remembered = new WeakMap<Analysis, Uint8Array>()

/** The category of one file. */
export function categoryAt(analysis: Analysis, node: number): Category {
  return CATEGORIES[fileCategories(analysis)[node] ?? OTHER] ?? 'other'
}

function decide(analysis: Analysis, { final, systemCategories }: Ownership): Uint8Array {
  const { overlay } = analysis
  const { codes: placeCodes, places } = placesOf(overlay)
  const started = startedFiles(analysis, final)
  const programs = programFiles(analysis, { final })
  const home = workingDirectory(analysis, final)
  const isForeign = foreignDatabases(final).length > 0
  const rules = places.map(place => ruleOf(place, isForeign))
  const codes = new Uint8Array(overlay.paths.size).fill(OTHER)
  const inHome = new Uint8Array(codes.length)
  for (let node = 1; node < codes.length; node++) {
    const isHome = node === home || inHome[parentOf(overlay, node)] === 1
    if (hasChildren(overlay, node)) inHome[node] = isHome ? 1 : 0
    const system = systemCategories[node] ?? 0
    const rule = rules[placeCodes[node] ?? 0] ?? UNKNOWN
    if (system > 0) codes[node] = system - 1
    else if (rule.yieldsToStarted && started.has(node)) codes[node] = APPLICATION
    else if (rule.yieldsToPrograms && (isHome || programs.has(node))) codes[node] = APPLICATION
    else codes[node] = rule.code
  }
  return codes
}

/** What a place makes of the files at it. */
interface PlaceRule {
  readonly code: number
  /** What the image starts is the application even here. */
  readonly yieldsToStarted: boolean
  /** So are programs, and what lies in the working directory. */
  readonly yieldsToPrograms: boolean
}

const OTHER = CATEGORIES.indexOf('other')
const APPLICATION = CATEGORIES.indexOf('application')
const UNKNOWN: PlaceRule = { code: OTHER, yieldsToStarted: true, yieldsToPrograms: true }

/** Where a package database cannot be read, what stands where an operating system keeps its own is taken for its. */
function ruleOf(place: Place | null, isForeign: boolean): PlaceRule {
  if (place === null) return UNKNOWN
  if (place.role === 'system') {
    const code = isForeign ? CATEGORIES.indexOf('systemPackages') : OTHER
    return { code, yieldsToStarted: true, yieldsToPrograms: false }
  }
  const category = categoryOfPlace(place)
  return category === null
    ? UNKNOWN
    : {
        code: CATEGORIES.indexOf(category),
        yieldsToStarted: category === 'source' || category === 'other',
        yieldsToPrograms: false,
      }
}

/** ELF files and scripts, in any layer. */
function programFiles(analysis: Analysis, { final }: Pick<Ownership, 'final'>): ReadonlySet<number> {
  const nodes = new Set<number>()
  for (const { node } of recordedFacts(analysis, final, 'elf')) nodes.add(node)
  for (const { node } of recordedFacts(analysis, final, 'script')) nodes.add(node)
  return nodes
}
