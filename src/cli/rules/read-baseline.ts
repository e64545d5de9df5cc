import type { Analysis } from '../../analysis/analysis.ts'
import type { NamedImage } from '../../analysis/compare/image-table.ts'
import type { Baseline } from '../../analysis/gate/gate.ts'
import { fail } from '../../errors.ts'
import { formatPlatform, type Platform } from '../../image/platform.ts'
import { KnownLayers } from '../../layer/known-layers.ts'
import type { Call } from '../command.ts'
import { readImage } from '../read-image.ts'
import { readImages } from '../read-images.ts'

/** The image a gate is about, and what its growth is measured against. */
export interface Candidates {
  readonly analysis: Analysis
  readonly baseline: Baseline | null
}

/** Reads an image, and its baseline with it: layers both have are read once. Throws the faults of either. */
export async function readCandidates(
  reference: string,
  baseline: string | null,
  call: Call,
): Promise<Candidates> {
  if (baseline === null) return { analysis: (await readImage(reference, call)).analysis, baseline: null }
  const { images, faults } = await readImages([reference, baseline], call, {
    known: new KnownLayers(),
    measureGzip: false,
  })
  const [fault] = faults
  if (fault !== undefined) return fail(fault)
  const [image, before] = images
  if (image === undefined || before === undefined) throw new Error('images without a fault were not read')
  refuseOtherPlatform(image.analysis.documents.platform, before)
  return { analysis: image.analysis, baseline: baselineOf(before) }
}

function baselineOf({ reference, analysis }: NamedImage): Baseline {
  const { unpackedBytes, transferBytes } = analysis
  return { reference, unpackedBytes, transferBytes, analysis }
}

/** Sizes of two architectures say nothing about growth. */
function refuseOtherPlatform(platform: Platform, { reference, analysis }: NamedImage): void {
  const before = analysis.documents.platform
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
