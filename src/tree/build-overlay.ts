import { fail } from '../errors.ts'
import type { Finding } from '../image/finding.ts'
import { DEFAULT_LIMITS, type Limits } from '../image/limits.ts'
import { applyLayer } from './apply-layer.ts'
import { childTable } from './child-table.ts'
import { KillLog } from './kill-log.ts'
import { endLayer, type LayerBytes, UNREADABLE } from './layer-bytes.ts'
import type { LayerTree } from './layer-tree.ts'
import { linkTable } from './link-table.ts'
import type { Overlay } from './overlay.ts'
import { OverlayState } from './overlay-state.ts'
import { atOnce, type Slices } from './slices.ts'
import { compareVersions, layerTotals } from './version-changes.ts'

/**
 * Applies layers, lowest first, in time linear in all their entries; `undefined` is a layer that could not be read.
 * Throws `limitExceeded` for too many entries or implicit directories, or a path that followed symlinks make too long or too deep.
 */
export function buildOverlay(
  layers: readonly (LayerTree | undefined)[],
  limits: Limits = DEFAULT_LIMITS,
): Overlay {
  return atOnce(overlayInSlices(layers, limits))
}

/** The same in slices; a marker that removes a whole directory of the layers below is one step, however much is in it. */
export function* overlayInSlices(
  layers: readonly (LayerTree | undefined)[],
  limits: Limits = DEFAULT_LIMITS,
): Slices<Overlay> {
  checkEntries(layers, limits)
  const state = new OverlayState(layers)
  const kills = new KillLog(state.links.length)
  const versionStarts = new Float64Array(layers.length + 1)
  const bytes: LayerBytes[] = []
  const findings: Finding[] = []
  for (const [layer, tree] of layers.entries()) {
    state.beginLayer(layer)
    versionStarts[layer] = state.layerStart
    const applied = tree === undefined ? undefined : yield* applyLayer(state, tree, limits)
    bytes.push(tree && applied ? yield* endLayer(state, tree, applied, kills) : UNREADABLE)
    findings.push(...(applied?.findings.list() ?? []))
  }
  versionStarts[layers.length] = state.versions.length
  return yield* finish(state, kills, versionStarts, bytes, findings)
}

function checkEntries(layers: readonly (LayerTree | undefined)[], limits: Limits): void {
  const found = layers.reduce((sum, tree) => sum + (tree?.entries ?? 0), 0)
  if (found <= limits.entries) return
  fail({ kind: 'limitExceeded', what: 'The image', limit: 'entries', allowed: limits.entries, found })
}

function* finish(
  state: OverlayState,
  kills: KillLog,
  versionStarts: Float64Array,
  bytes: readonly LayerBytes[],
  findings: readonly Finding[],
): Slices<Overlay> {
  const paths = state.paths.build()
  const versions = state.versions.build()
  yield* compareVersions(state, versions)
  return {
    layers: state.layers,
    paths,
    entryStarts: state.entryStarts,
    versionStarts,
    versions,
    latest: state.nodes.latestOf(paths.size),
    homes: state.homes,
    killedBy: kills.killedBy,
    kills: kills.build(),
    links: yield* linkTable(state, versions, paths),
    totals: yield* layerTotals(versions, versionStarts, bytes),
    children: yield* childTable(paths),
    findings,
  }
}
