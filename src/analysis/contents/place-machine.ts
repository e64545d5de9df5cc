import { DIRECTORY_PLACES, FILE_PLACES, type PlaceRule, REFINED_BY } from './known-places.ts'
import type { Place, PlaceOwner, PlaceRole } from './place.ts'

/** What is known of a directory, and which patterns it is on the way of. States are numbered from 0, the root. */
interface State {
  /** In `PlaceMachine.places`; 0 for none. */
  readonly place: number
  readonly directories: readonly Progress[]
  readonly files: readonly Progress[]
  readonly knowsFiles: boolean
  readonly byName: Map<string, number>
  /** Where a name leads that no pattern spells out; -1 while nobody asked. */
  otherwise: number
}

/** A pattern of which the names before `at` are behind us. */
interface Progress {
  readonly pattern: Pattern
  readonly at: number
}

interface Pattern {
  /** A string, or what a name with `*` in it must fit. */
  readonly names: readonly (string | RegExp)[]
  readonly fromRoot: boolean
  readonly role: PlaceRole | null
  readonly owner: PlaceOwner | null
}

/**
 * The rules as one automaton over the names on the way down: a directory's state follows from its parent's and its
 * own name, so that no path is ever put together. States are made when first needed, and are few.
 *
 *   /   ─var→   system   ─lib→   …   ─apt→   packageDatabase   ─lists→   packageLists   ─(any name)→   packageLists
 */
export class PlaceMachine {
  /** By code; code 0 is no place. */
  readonly places: (Place | null)[] = [null]
  readonly #states: State[] = []
  readonly #numbers = new Map<string, number>()
  readonly #codes = new Map<string, number>()

  constructor() {
    this.#number(0, FROM_ROOT, FILES)
  }

  /** The state of the directory `name` in a directory of state `from`. */
  directory(from: number, name: string): number {
    const state = this.#states[from] ?? NOWHERE
    const known = state.byName.get(name)
    if (known !== undefined) return known
    if (SPELLED.has(name)) return remember(state, name, this.#step(state, name))
    if (state.directories.some(isGlob) || state.files.some(isGlob)) return this.#step(state, name)
    if (state.otherwise < 0) state.otherwise = this.#step(state, name)
    return state.otherwise
  }

  /** Code of the place a directory of this state is. */
  placeOf(state: number): number {
    return this.#states[state]?.place ?? 0
  }

  /** Whether single files directly in a directory of this state may have places of their own. */
  knowsFiles(state: number): boolean {
    return this.#states[state]?.knowsFiles ?? false
  }

  /** Code of the place of the file `name` in a directory of state `from`; `undefined` when it has none of its own. */
  file(from: number, name: string): number | undefined {
    const { files } = this.#states[from] ?? NOWHERE
    const found = files.find(progress => isLastName(progress) && fits(progress, name))?.pattern
    return found && this.code(found.role, found.owner)
  }

  code(role: PlaceRole | null, owner: PlaceOwner | null): number {
    if (role === null) return 0
    const key = `${role} ${owner}`
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    const code = this.places.push({ role, owner }) - 1
    this.#codes.set(key, code)
    return code
  }

  #step(state: State, name: string): number {
    const going = [...state.directories, ...ANYWHERE].filter(progress => fits(progress, name))
    const arrived = going.filter(isLastName).map(({ pattern }) => pattern)
    return this.#number(
      this.#arrive(state.place, arrived),
      going.filter(progress => !isLastName(progress)).map(further),
      state.files.filter(progress => !isLastName(progress) && fits(progress, name)).map(further),
    )
  }

  /** A path from the root always holds; a name anywhere only refines what leaves room for it. */
  #arrive(place: number, arrived: readonly Pattern[]): number {
    const exact = arrived.findLast(({ fromRoot }) => fromRoot)
    if (exact !== undefined) return this.code(exact.role, exact.owner)
    const above = this.places[place] ?? null
    const finer = arrived.findLast(({ role }) => leavesRoom(above, role))
    if (finer === undefined) return place
    return this.code(finer.role, finer.owner ?? (above?.role === 'dependencies' ? above.owner : null))
  }

  #number(place: number, directories: readonly Progress[], files: readonly Progress[]): number {
    const key = `${place}|${directories.map(keyOf).join()}|${files.map(keyOf).join()}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#states.push(newState(place, directories, files)) - 1
    this.#numbers.set(key, number)
    return number
  }
}

function newState(place: number, directories: readonly Progress[], files: readonly Progress[]): State {
  const knowsFiles = files.some(isLastName)
  return { place, directories, files, knowsFiles, byName: new Map(), otherwise: -1 }
}

function leavesRoom(above: Place | null, role: PlaceRole | null): boolean {
  if (role === null || above === null) return role !== null
  return REFINED_BY[above.role]?.has(role) ?? false
}

const PATTERNS = DIRECTORY_PLACES.map(parseRule)
const FROM_ROOT = PATTERNS.filter(({ fromRoot }) => fromRoot).map(start)
const ANYWHERE = PATTERNS.filter(({ fromRoot }) => !fromRoot).map(start)
const FILES = FILE_PLACES.map(rule => start(parseRule(rule)))
const EVERY = [...PATTERNS, ...FILES.map(({ pattern }) => pattern)]
/** Every name a pattern spells out. */
const SPELLED: ReadonlySet<string> = new Set(
  EVERY.flatMap(({ names }) => names.filter(name => typeof name === 'string')),
)
const NUMBERS = new Map(EVERY.map((pattern, number) => [pattern, number]))
const NOWHERE = newState(0, [], [])

function parseRule([pattern, role, owner]: PlaceRule): Pattern {
  const fromRoot = pattern.startsWith('/')
  const names = pattern.split('/').slice(fromRoot ? 1 : 0)
  return { names: names.map(nameTest), fromRoot, role, owner }
}

function nameTest(name: string): string | RegExp {
  if (!name.includes('*')) return name
  const parts = name.split('*').map(part => part.replaceAll('.', '\\.'))
  return new RegExp(`^${parts.join('.*')}$`)
}

function start(pattern: Pattern): Progress {
  return { pattern, at: 0 }
}

function further({ pattern, at }: Progress): Progress {
  return { pattern, at: at + 1 }
}

function fits({ pattern, at }: Progress, name: string): boolean {
  const wanted = pattern.names[at]
  return typeof wanted === 'string' ? wanted === name : (wanted?.test(name) ?? false)
}

function isLastName({ pattern, at }: Progress): boolean {
  return at === pattern.names.length - 1
}

function isGlob({ pattern, at }: Progress): boolean {
  return typeof pattern.names[at] !== 'string'
}

function keyOf({ pattern, at }: Progress): string {
  return `${NUMBERS.get(pattern)}:${at}`
}

function remember(state: State, name: string, number: number): number {
  state.byName.set(name, number)
  return number
}
