import type { Step } from '../../../image/image.ts'
import type { BaseSign } from '../base-sign.ts'

/** Official images that end without CMD, by the steps they begin and end with. */
export function languageImage(steps: readonly Step[]): BaseSign[] {
  return IMAGES.flatMap(({ name, begins, ends }) => {
    const from = steps.findIndex(({ instruction }) => begins.test(instruction))
    const to =
      from < 0 ? -1 : steps.findIndex(({ index, instruction }) => index > from && ends.test(instruction))
    if (to < 0) return []
    return [{ steps: to + 1, evidence: `steps ${from} to ${to} are those of the official ${name} image` }]
  })
}

const IMAGES = [
  { name: 'golang', begins: /^ENV GOLANG_VERSION=/, ends: /^WORKDIR \/go$/ },
  { name: 'rust', begins: /^ENV RUSTUP_HOME=/, ends: /^RUN\b.*\brustup-init\b/s },
] as const
