import type { Advice } from '../../analysis/cache/cache-explanation.ts'

/** What would have kept the cache, in a sentence. */
export function adviceText(advice: Advice): string {
  switch (advice.kind) {
    case 'copyManifests':
      return `Put COPY ${advice.manifests.join(' ')} ./ before ${short(advice.run)}, and COPY of the rest after it: what it reads had not changed.`
    case 'moveDown':
      return `Put ${short(advice.instruction)} further down, just above the first step that uses it.`
    case 'ignore':
      return `Leave out what no build needs, in .dockerignore: ${advice.patterns.join('\n').split('\n').join(', ')}.`
    case 'chmod':
      return 'Fix the modes where they are copied, COPY --chmod=… (BuildKit), or in the checkout (its umask).'
    case 'link':
      return `${withFlag(advice.instruction)} (BuildKit): with --link the layer does not depend on the steps before it.`
    case 'sourceDate':
      return 'Build with SOURCE_DATE_EPOCH and rewrite-timestamp=true (BuildKit 0.13): the same files then make the same layer.'
    case 'pinBase':
      return 'Name the base by digest, FROM name@sha256:…, so that it changes only when you want it to.'
    case 'keepCache':
      return 'Keep the cache between machines: --cache-to and --cache-from, or a builder that stays.'
    case 'sameCompression':
      return 'Push with one tool and one compression; a cache that came over a registry keeps its blobs.'
    default:
      return advice satisfies never
  }
}

/** `COPY --link a b`. */
function withFlag(instruction: string): string {
  return short(instruction.replace(/^(COPY|ADD)\s/, '$1 --link '))
}

/** Long commands are recognised by their beginning. */
function short(instruction: string): string {
  const line = instruction.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`
}

const LONGEST = 48
