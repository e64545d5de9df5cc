import type { BuildInputs } from './build-inputs.ts'

/** The classic builder stops at this line. */
export interface NeedsBuildKit {
  readonly kind: 'needsBuildKit'
  readonly line: number
  readonly what: string
}

/** What only BuildKit knows, the first of it. */
export function beyondClassic({ builder, dockerfile }: BuildInputs): NeedsBuildKit[] {
  const instructions = builder === 'classic' ? dockerfile.stages.flatMap(stage => stage.instructions) : []
  const found = instructions.flatMap((each): NeedsBuildKit[] => {
    const flag =
      each.kind === 'run' || each.kind === 'copy'
        ? each.flags.find(({ name }) => !OLD_FLAGS.has(name))
        : undefined
    if (flag !== undefined)
      return [{ kind: 'needsBuildKit', line: each.line, what: `${each.keyword} --${flag.name}` }]
    return each.heredocs.length === 0
      ? []
      : [{ kind: 'needsBuildKit', line: each.line, what: 'a here-document' }]
  })
  return found.slice(0, 1)
}

const OLD_FLAGS: ReadonlySet<string> = new Set(['from', 'chown'])
