import type { Analysis } from '../../analysis/analysis.ts'
import type { NamedImage } from '../../analysis/compare/image-table.ts'
import type { Baseline } from '../../analysis/gate/gate.ts'
import { fail } from '../../errors.ts'
import { formatPlatform, type Platform } from '../../image/platform.ts'
import { parseReference } from '../../image/reference.ts'
import { KnownLayers } from '../../layer/known-layers.ts'
import { readSavedFigures, type SavedFigures } from '../../saved/saved-figures.ts'
import type { Call } from '../command.ts'
import { readImage } from '../read-image.ts'
import { readImages } from '../read-images.ts'

/** The image a gate is about, and what its growth is measured against. */
export interface Candidates {
  readonly analysis: Analysis
  readonly baseline: Baseline | null
}

/**
 * Reads an image, and its baseline with it: layers both have are read once. Of a baseline that was saved without files
 * only the figures are known. Throws the faults of either.
 */
export async function readCandidates(
  reference: string,
  baseline: string | null,
  call: Call,
): Promise<Candidates> {
  if (baseline === null) return { analysis: (await readImage(reference, call)).analysis, baseline: null }
  const figures = await figuresOf(baseline, call)
  return figures === null
    ? readBoth(reference, baseline, call)
    : readAlone(reference, { ...figures, reference: baseline }, call)
}

/** Of a saved analysis without files; `null` for everything that can be opened. */
async function figuresOf(baseline: string, { surroundings }: Call): Promise<SavedFigures | null> {
  if (parseReference(baseline).kind !== 'analysis') return null
  const figures = await readSavedFigures(baseline, surroundings.signal)
  return figures.hasFiles ? null : figures
}

async function readAlone(
  reference: string,
  before: SavedFigures & { readonly reference: string },
  call: Call,
): Promise<Candidates> {
  const { analysis } = await readImage(reference, call)
  refuseOtherPlatform(analysis.documents.platform, before)
  const { unpackedBytes, transferBytes } = before
  return { analysis, baseline: { reference: before.reference, unpackedBytes, transferBytes, analysis: null } }
}

async function readBoth(reference: string, baseline: string, call: Call): Promise<Candidates> {
  const { images, faults } = await readImages([reference, baseline], call, {
    known: new KnownLayers(),
    measureGzip: false,
  })
  const [fault] = faults
  if (fault !== undefined) return fail(fault)
  const [image, before] = images
  if (image === undefined || before === undefined) throw new Error('images without a fault were not read')
  refuseOtherPlatform(image.analysis.documents.platform, {
    reference: baseline,
    platform: before.analysis.documents.platform,
  })
  return { analysis: image.analysis, baseline: baselineOf(before) }
}

function baselineOf({ reference, analysis }: NamedImage): Baseline {
  const { unpackedBytes, transferBytes } = analysis
  return { reference, unpackedBytes, transferBytes, analysis }
}

/** Sizes of two architectures say nothing about growth. */
function refuseOtherPlatform(
  platform: Platform,
  { reference, platform: before }: { readonly reference: string; readonly platform: Platform },
): void {
  const isSame =
    platform.os === before.os &&
    platform.architecture === before.architecture &&
    (platform.variant ?? before.variant) === (before.variant ?? platform.variant)
  if (!isSame)
    fail({
      kind: 'usage',
      message: `The baseline ${reference} is for ${formatPlatform(before)}, the image for ${formatPlatform(platform)}; growth is measured within one platform, which --platform chooses.`,
    })
}
