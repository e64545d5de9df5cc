/** Stands for everything a builder looks up a step by: what came before it, and what the step is made of. */
export type Key = number

/** Gives equal things equal keys, in as many plans as share it. */
export class KeyBook {
  readonly #keys = new Map<string, Key>()

  /** The key of a step, or of a base image, whose parent is `null`. */
  key(parent: Key | null, parts: readonly string[]): Key {
    const text = JSON.stringify([parent, ...parts])
    const known = this.#keys.get(text)
    if (known !== undefined) return known
    this.#keys.set(text, this.#keys.size)
    return this.#keys.size - 1
  }
}
