import { factOf } from '../../image/facts/fact.ts'
import { versionsOf } from '../../tree/path-versions.ts'
import type { Analysis } from '../analysis.ts'
import type { InstalledPackage } from './databases/installed-package.ts'
import { factsOf } from './recorded-facts.ts'

/** A package a database names in the end, and the layer from which on it has named that version. */
export interface SincePackage {
  readonly installed: InstalledPackage
  readonly layer: number
}

/**
 * The packages of a database that every layer writes anew: those its last version names, each with the layer that
 * brought it.
 *
 *   layer 0: curl 7.88    layer 3: curl 7.88, git 2.39    layer 5: curl 8.0, git 2.39
 *   →  curl 8.0 by 5, git 2.39 by 3
 */
export function installedSince(
  analysis: Analysis,
  node: number,
  parse: (bytes: Uint8Array) => readonly InstalledPackage[],
): readonly SincePackage[] {
  let known: ReadonlyMap<string, SincePackage> = new Map()
  for (const { layer, place } of versionsOf(analysis.overlay, node)) {
    const facts = place === null ? undefined : factsOf(analysis, place.layer)
    const fact =
      place === null || facts === undefined ? undefined : factOf(facts, place.row, 'packageDatabase')
    if (place !== null && fact === undefined) continue
    const below = known
    known = new Map(
      (fact === undefined ? [] : parse(fact.bytes)).map(installed => {
        const key = [installed.name, installed.version, installed.architecture ?? ''].join('\0')
        return [key, { installed, layer: below.get(key)?.layer ?? layer }]
      }),
    )
  }
  return [...known.values()]
}
