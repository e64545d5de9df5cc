import type { ContainerRecord } from '../image/container.ts'
import type { Step } from '../image/image.ts'
import { readInstruction } from '../image/instruction.ts'
import type { Analysis } from './analysis.ts'
import { configLines } from './dockerfile-config.ts'
import { type DockerfileLine, dockerfileLines } from './dockerfile-instruction.ts'

/**
 * The image as a Dockerfile that would set the same config and write the same layers, as far as its history tells.
 * What nobody can know stands in comments; a layer of unknown making is an `ADD` of that layer.
 */
export function dockerfileOf(analysis: Analysis): readonly DockerfileLine[] {
  const { documents } = analysis
  const body = [...stepLines(analysis), ...orphanLines(analysis), ...configLines(documents)]
  const needsSyntax = body.some(({ text }) => text.startsWith('RUN <<'))
  return [
    ...(needsSyntax ? [comment('syntax=docker/dockerfile:1')] : []),
    ...PREAMBLE.map(comment),
    ...baseLines(analysis),
    ...body,
  ]
}

const PREAMBLE = [
  'Reconstructed from what the image records; the Dockerfile itself is not in it.',
  'Not recorded: the name of the base image, other stages (COPY --from looks like COPY), the files of the build',
  'context, comments, .dockerignore, and what was squashed.',
]

function comment(text: string): DockerfileLine {
  return { kind: 'comment', text: `# ${text}` }
}

function baseLines({ documents, base }: Analysis): DockerfileLine[] {
  const name =
    documents.annotations['org.opencontainers.image.base.name'] ??
    documents.config.labels['org.opencontainers.image.base.name']
  const said = name === undefined ? [] : [comment(`Base image, by its label: ${name}`)]
  const counted =
    base === null || base.layers === 0
      ? []
      : [
          comment(
            `Layers 0 to ${base.layers - 1} are the base image (${base.certainty}: ${base.evidence.join('; ')}).`,
          ),
        ]
  return [...said, ...counted, { kind: 'instruction', text: 'FROM scratch' }]
}

function stepLines(analysis: Analysis): DockerfileLine[] {
  const knownArguments = new Set<string>()
  const { steps, container } = analysis.documents
  return steps.flatMap(step => {
    if (container !== undefined && step.layer === container.layer) return containerLines(container)
    const instruction = readInstruction(step.createdBy, step.comment)
    const fresh = instruction.buildArguments.filter(each => !knownArguments.has(each))
    for (const each of fresh) knownArguments.add(each)
    return [
      ...fresh.map((each): DockerfileLine => ({ kind: 'instruction', text: `ARG ${each}` })),
      ...endOfBase(analysis, step),
      ...dockerfileLines(analysis, step, instruction),
    ]
  })
}

/** What a container changed was made by no instruction. */
function containerLines({ name, layer }: ContainerRecord): DockerfileLine[] {
  return [
    comment(
      `Layer ${layer}: what the container ${name} changed since it was created. No instruction makes it.`,
    ),
    { kind: 'instruction', text: `ADD layer-${layer}.tar /` },
  ]
}

/** Where the base image ends. */
function endOfBase({ base }: Analysis, { layer }: Step): DockerfileLine[] {
  return layer !== null && layer > 0 && layer === base?.layers ? [comment('Here the base image ends.')] : []
}

/** Layers that no step tells of, or of which nobody knows which step made them. */
function orphanLines({ documents }: Analysis): DockerfileLine[] {
  return documents.layers
    .filter(({ step }) => step === null)
    .flatMap(({ index }) => [
      comment(`Layer ${index}: no step of the history says what made it.`),
      { kind: 'instruction', text: `ADD layer-${index}.tar /` },
    ])
}
