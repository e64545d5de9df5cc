import type { BuildInputs } from './build-inputs.ts'
import type { Part, PlannedStage } from './build-plan.ts'
import type { Planning } from './planning.ts'

/** The earlier stage a `--from` names, or gives the number of; `undefined`: it names an image. */
export function stageCalled(from: string, { stages }: Pick<Planning, 'stages'>): PlannedStage | undefined {
  const name = from.toLowerCase()
  return (
    stages.findLast(stage => stage.name === name) ?? (/^\d+$/.test(from) ? stages[Number(from)] : undefined)
  )
}

/** An image from elsewhere. Which release its name stands for can change while the name does not. */
export function imagePart(image: string, { baseReleases, platform }: BuildInputs): Part {
  const release = baseReleases.get(image) ?? ''
  return { label: `image ${image}`, value: `${platform} ${release}`, origin: { kind: 'base', image } }
}
