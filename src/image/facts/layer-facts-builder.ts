import type { Fact, LayerFacts } from './fact.ts'

/** Collects the facts of one layer up to a ceiling; what comes after it is dropped, and the result says so. */
export class LayerFactsBuilder {
  readonly #ceiling: number
  readonly #byEntry = new Map<number, readonly Fact[]>()
  #weight = 0
  #complete = true

  /** `ceiling`: bytes, about. */
  constructor(ceiling = LAYER_FACTS_CEILING) {
    this.#ceiling = ceiling
  }

  add(entry: number, facts: readonly Fact[]): void {
    if (facts.length === 0) return
    const weight = facts.reduce((sum, fact) => sum + weightOf(fact), 0)
    if (this.#weight + weight > this.#ceiling) {
      this.#complete = false
      return
    }
    this.#weight += weight
    this.#byEntry.set(entry, facts)
  }

  build(): LayerFacts {
    return { byEntry: this.#byEntry, complete: this.#complete }
  }
}

/** A full Debian desktop has some 20 MiB of them. A layer of a million package databases must not fill the memory. */
const LAYER_FACTS_CEILING = 64 * 1024 * 1024

/** Bytes a fact takes in memory, about. */
function weightOf(fact: Fact): number {
  switch (fact.kind) {
    case 'elf':
      return (
        FIXED +
        32 * fact.needed.length +
        sumOfLengths(fact.needed) +
        128 * (fact.go?.dependencies.length ?? 0)
      )
    case 'script':
      return FIXED + fact.head.length
    case 'text':
      return FIXED + fact.content.length
    case 'loaderCache':
    case 'packageDatabase':
      return FIXED + fact.bytes.length
    case 'package':
    case 'secret':
      return FIXED
    default:
      return fact satisfies never
  }
}

/** The object itself and its row in the map. */
const FIXED = 256

function sumOfLengths(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + name.length, 0)
}
