import {
  type Applied,
  applyChanges,
  type Change,
  contextFiles,
  type Workspace,
} from '../../../src/analysis/build/apply-changes.ts'
import type { Builder } from '../../../src/analysis/build/build-inputs.ts'
import { parseIgnoreRules } from '../../../src/analysis/build/ignore-rules.ts'
import { type Prediction, predictBuild } from '../../../src/analysis/build/predict-build.ts'
import type { ContextEntry } from '../../../src/image/build-context.ts'
import { parseDockerfile } from '../../../src/image/dockerfile/parse-dockerfile.ts'
import { whyText } from '../../../src/report/build/predict-text.ts'

export interface Sketch {
  readonly dockerfile: readonly string[]
  /** Paths of the context; a directory ends in `/`. */
  readonly files?: readonly string[]
  readonly ignore?: readonly string[]
  readonly builder?: Builder
  readonly target?: string
  readonly arguments?: Readonly<Record<string, string>>
}

/** A context with a Dockerfile in it, from a few words. */
export function workspaceOf(sketch: Sketch): Workspace {
  const ignore = parseIgnoreRules((sketch.ignore ?? []).join('\n'), '.dockerignore')
  return {
    ignore,
    dockerfilePath: 'Dockerfile',
    inputs: {
      dockerfile: parseDockerfile(sketch.dockerfile.join('\n'), 'Dockerfile'),
      builder: sketch.builder ?? 'buildkit',
      target: sketch.target ?? null,
      buildArguments: new Map(Object.entries(sketch.arguments ?? {})),
      platform: 'linux/amd64',
      context: contextFiles((sketch.files ?? []).map(entry), ignore),
      baseReleases: new Map(),
    },
  }
}

export function applied(sketch: Sketch, ...changes: Change[]): Applied {
  return applyChanges(workspaceOf(sketch), changes)
}

export function prediction(sketch: Sketch, ...changes: Change[]): Prediction {
  const { before, after } = applied(sketch, ...changes)
  return predictBuild(before, after)
}

/** `3 runs: it takes main.go, which changes`, a line a step; stages apart by their names. */
export function predicted(sketch: Sketch, ...changes: Change[]): string[] {
  return prediction(sketch, ...changes).stages.flatMap(({ steps }) =>
    steps.map(step => `${step.line} ${step.state}: ${whyText(step)}`),
  )
}

/** The same without the reasons: `1 cached`. */
export function states(sketch: Sketch, ...changes: Change[]): string[] {
  return predicted(sketch, ...changes).map(line => line.replace(/:.*/s, ''))
}

function entry(path: string): ContextEntry {
  const type = path.endsWith('/') ? 'directory' : 'file'
  return { path: path.replace(/\/$/, ''), type, bytes: type === 'file' ? path.length : 0, mode: 0o644 }
}
