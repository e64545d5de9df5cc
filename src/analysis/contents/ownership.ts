import { stackedView, type TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { claimApk } from './claim-apk.ts'
import { claimDpkg } from './claim-dpkg.ts'
import { claimGo } from './claim-go.ts'
import { claimLanguages } from './claim-languages.ts'
import { type ClaimedPackage, Claims } from './claims.ts'

/** Which package each file belongs to. Arrays are by node of the overlay. */
export interface Ownership {
  readonly final: TreeView
  /** Of the final tree. */
  readonly packages: readonly ClaimedPackage[]
  /** Row of `packages`, from 1; 0 for nobody. Files only. */
  readonly owners: Int32Array
  /** Index in `CATEGORIES` of the system package that installed it in any layer, from 1; 0 for none. */
  readonly systemCategories: Uint8Array
}

/** Packages of the operating system first, then those of languages, then what programs are made of. Remembered. */
export function ownershipOf(analysis: Analysis): Ownership {
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const claims = new Claims(analysis, stackedView(analysis.overlay, analysis.layers.length - 1))
  claimDpkg(claims)
  claimApk(claims)
  claimLanguages(claims)
  claimGo(claims)
  claims.spreadOverLinks()
  remembered.set(analysis, claims)
  return claims
}

const remembered = new WeakMap<Analysis, Ownership>()
