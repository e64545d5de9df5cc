import type { GoBuildInfo, GoModule } from '../../image/facts/fact.ts'
import type { Claims } from './claims.ts'
import { firstLayerOf, recordedFacts } from './recorded-facts.ts'

/**
 * The modules of Go programs, as `go version -m` tells them. The program is its main module's; the other modules and
 * the standard library are linked into it, within its bytes.
 */
export function claimGo(claims: Claims): void {
  const { analysis, final } = claims
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'elf')) {
    if (fact.go === null || !isLive || claims.isClaimed(node)) continue
    const layer = firstLayerOf(final.overlay, node)
    const main = mainModule(fact.go)
    if (main !== null) claims.claim(node, claims.row('go', named(main), layer, node))
    for (const module of linkedModules(fact.go)) claims.row('go', named(module), layer, node)
  }
}

type NamedModule = Pick<GoModule, 'path' | 'version'>

/** Built outside of any module, a program is told by its package. */
function mainModule({ mainModule, path }: GoBuildInfo): NamedModule | null {
  return mainModule ?? (path === null ? null : { path, version: '' })
}

function linkedModules({ version, dependencies }: GoBuildInfo): NamedModule[] {
  const standard = version === null ? [] : [{ path: STANDARD_LIBRARY, version }]
  return [...standard, ...dependencies.map(used)]
}

/** What everybody who lists the modules of a program calls Go's own packages. */
const STANDARD_LIBRARY = 'stdlib'

/** What was really built in: the module that stands in for another. */
function used({ path, version, replacedBy }: GoModule): NamedModule {
  if (replacedBy === null) return { path, version }
  const { path: other, version: otherVersion } = replacedBy
  return { path, version: other === path ? otherVersion : `=> ${[other, otherVersion].join(' ').trim()}` }
}

function named({ path, version }: NamedModule) {
  return { name: path, version, architecture: null }
}
