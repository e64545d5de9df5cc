import type { Analysis } from '../../analysis/analysis.ts'
import { type Diagnosis, diagnose } from '../../analysis/doctor.ts'

const kept = new WeakMap<Analysis, Diagnosis>()

/** What doctor says of an image: asked once, when somebody looks. */
export function diagnosisOf(analysis: Analysis): Diagnosis {
  const known = kept.get(analysis)
  if (known !== undefined) return known
  const diagnosis = diagnose(analysis)
  kept.set(analysis, diagnosis)
  return diagnosis
}
