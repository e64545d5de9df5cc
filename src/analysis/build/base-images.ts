import type { BuildInputs } from './build-inputs.ts'
import { globalVariables, substituteGlobally } from './stage-scope.ts'

export interface BaseImage {
  readonly stage: string | null
  readonly index: number
  readonly image: string
}

/** The stages that start from an image from elsewhere, with it. */
export function baseImages(inputs: BuildInputs): BaseImage[] {
  const globals = globalVariables(inputs)
  const { stages } = inputs.dockerfile
  const named = stages.map(({ name, index, from }) => {
    return { stage: name, index, image: substituteGlobally(from.image, globals, inputs).text }
  })
  const isStage = ({ image, index }: BaseImage) =>
    stages.slice(0, index).some(({ name }) => name === image.toLowerCase())
  return named.filter(each => each.image !== 'scratch' && !isStage(each))
}
