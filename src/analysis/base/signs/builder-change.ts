import type { Step } from '../../../image/image.ts'
import type { BaseSign } from '../base-sign.ts'

/**
 * One build is done by one builder: where another one goes on, it goes on from an image. Builders sign in their own
 * way; a step nobody signed says nothing.
 */
export function builderChange(steps: readonly Step[]): BaseSign[] {
  const signed = steps.flatMap(step => {
    const builder = builderOf(step)
    return builder === null ? [] : [{ index: step.index, builder }]
  })
  const last = signed.at(-1)
  const before = signed.findLast(({ builder }) => builder !== last?.builder)
  const first = signed.find(({ index }) => index > (before?.index ?? Number.POSITIVE_INFINITY))
  if (last === undefined || before === undefined || first === undefined) return []
  const evidence = `step ${before.index} was made by ${before.builder}, what follows by ${last.builder}`
  return [{ steps: before.index + 1, evidence }]
}

function builderOf({ createdBy, comment }: Step): string | null {
  if (comment?.startsWith('buildkit.') === true || createdBy.endsWith('# buildkit')) return 'BuildKit'
  return SIGNATURES.find(([, signature]) => signature.test(`${createdBy}\n${comment ?? ''}`))?.[0] ?? null
}

/** What builders write into `created_by` or `comment`. */
const SIGNATURES: readonly (readonly [builder: string, signature: RegExp])[] = [
  ['the classic builder', /^(?:\|\d+ .*)?\/bin\/sh -c /],
  ['Bazel', /^bazel build /],
  ['Jib', /^jib-/],
  ['ko', /^ko (?:build|publish) /],
  ['debuerreotype', /\bdebuerreotype\b/],
  ['apko', /^apko$/m],
  ['Nix', /^Created by nix|\nstore paths:/],
]
