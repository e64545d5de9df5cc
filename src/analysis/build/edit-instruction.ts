import type { Dockerfile, FromInstruction, Instruction } from '../../image/dockerfile/dockerfile.ts'

/** Stands for what somebody will write: nothing in a Dockerfile equals it. */
export const EDITED = '\u{f0000}'

/** What a line of a Dockerfile is part of. */
export type LineRole = 'instruction' | 'comment' | 'directive' | 'absent'

export function roleOfLine(dockerfile: Dockerfile, line: number): LineRole {
  const text = dockerfile.lines[line - 1]
  if (text === undefined || line < 1) return 'absent'
  if (isHeredocLine(dockerfile, line)) return 'instruction'
  if (/^\s*#\s*(?:syntax|escape|check)\s*=/i.test(text) && isAtTop(dockerfile, line)) return 'directive'
  return /^\s*(?:#|$)/.test(text) ? 'comment' : 'instruction'
}

/** The same Dockerfile with an instruction changed in a way nobody has seen before: the one a line belongs to. */
export function withEditedLine(dockerfile: Dockerfile, line: number): Dockerfile {
  const edit = <Each extends Instruction | FromInstruction>(
    each: Each,
    change: (each: Each) => Each,
  ): Each => (each.line <= line && line <= each.lastLine ? change(each) : each)
  return {
    ...dockerfile,
    globalArguments: dockerfile.globalArguments.map(each => edit(each, withEditedNames)),
    stages: dockerfile.stages.map(stage => ({
      ...stage,
      from: edit(stage.from, from => ({
        ...from,
        image: from.image + EDITED,
        operands: from.operands + EDITED,
      })),
      instructions: stage.instructions.map(each => edit(each, editInstruction)),
    })),
  }
}

function editInstruction(instruction: Instruction): Instruction {
  const operands = instruction.operands + EDITED
  switch (instruction.kind) {
    case 'run':
      return {
        ...instruction,
        operands,
        command: instruction.command + EDITED,
        exec: edited(instruction.exec),
      }
    case 'copy':
      return { ...instruction, operands, destination: instruction.destination + EDITED }
    case 'arg':
      return withEditedNames(instruction)
    case 'env': {
      const variables = instruction.variables.map(({ name, value }) => ({ name, value: value + EDITED }))
      return { ...instruction, operands, variables }
    }
    case 'onbuild':
      return { ...instruction, operands, trigger: editInstruction(instruction.trigger) }
    case 'workdir':
    case 'user':
    case 'shell':
    case 'config':
      return { ...instruction, operands }
    default:
      return instruction satisfies never
  }
}

function withEditedNames<Each extends Extract<Instruction, { kind: 'arg' }>>(instruction: Each): Each {
  const names = instruction.names.map(({ name, value }) => ({ name, value: (value ?? '') + EDITED }))
  return { ...instruction, operands: instruction.operands + EDITED, names }
}

function edited(words: readonly string[] | null): readonly string[] | null {
  return words === null ? null : [...words, EDITED]
}

/** Inside a here-document even a line with `#` is content. */
function isHeredocLine({ stages }: Dockerfile, line: number): boolean {
  return stages.some(({ instructions }) =>
    instructions.some(each => each.heredocs.length > 0 && each.line < line && line <= each.lastLine),
  )
}

function isAtTop({ lines }: Dockerfile, line: number): boolean {
  return lines.slice(0, line).every(text => /^\s*#/.test(text))
}
