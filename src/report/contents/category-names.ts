import { CATEGORIES, type Category, type CategoryBytes } from '../../analysis/contents/category.ts'

/** Categories as a person calls them. */
export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  systemPackages: 'operating system packages',
  toolchain: 'language toolchain and runtime',
  dependencies: 'language packages',
  packageCache: 'package lists and caches',
  buildCache: 'build cache',
  source: 'source and tests',
  application: 'application',
  certificatesAndZones: 'certificates and time zones',
  other: 'other',
}

/** Bytes of one category. */
export interface CategoryShare {
  readonly category: Category
  readonly bytes: number
  /** Of all categories together. */
  readonly share: number
}

/** The categories that hold anything, most bytes first. */
export function categoryShares(bytes: CategoryBytes): readonly CategoryShare[] {
  const whole = CATEGORIES.reduce((sum, category) => sum + bytes[category], 0)
  return CATEGORIES.filter(category => bytes[category] > 0)
    .map(category => ({ category, bytes: bytes[category], share: bytes[category] / whole }))
    .sort((left, right) => right.bytes - left.bytes)
}
