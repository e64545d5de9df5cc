import { compareBytes, fromText } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { describe, shows, type TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { finalView } from '../compare/compare-images.ts'
import { globTerm } from '../filter.ts'
import type { MatchedPath, Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers } from './outcome.ts'
import type { Rule } from './rule.ts'

/** Rules on what a container sees. A layer that could not be read may have added or removed any path. */
export function judgePath({ name, glob }: Extract<Rule, { kind: 'path' }>, analysis: Analysis): Outcome {
  if (!analysis.complete) return undecided(unreadableLayers(analysis))
  const paths = matchingPaths(finalView(analysis), glob)
  return decided((paths.length === 0) === (name === 'forbid-path'), { kind: 'paths', paths })
}

/**
 * Every path a glob means, bytewise. A path without wildcards is looked up as a process would, so that `/bin/sh` is
 * found where `/bin` is a link to `usr/bin`.
 */
function matchingPaths(view: TreeView, glob: string): MatchedPath[] {
  const pattern = glob.replace(/(?<=.)\/+$/, '')
  const nodes = isLiteralPath(pattern) ? literalNodes(view, pattern) : globNodes(view, pattern)
  return nodes.map(node => matchedPath(view, node)).sort((left, right) => compareBytes(left.path, right.path))
}

function isLiteralPath(pattern: string): boolean {
  return pattern.includes('/') && !/[*?[\]{}()!\\]/.test(pattern)
}

function literalNodes(view: TreeView, pattern: string): number[] {
  const followed = followPath(view, parseTreePath(fromText(pattern)), 'keep')
  return followed.kind === 'found' ? [followed.node] : []
}

function globNodes(view: TreeView, pattern: string): number[] {
  const matches = globTerm(pattern)
  const nodes: number[] = []
  for (let node = 1; node < view.versions.length; node++)
    if (shows(view, node) && matches(view, node)) nodes.push(node)
  return nodes
}

function matchedPath(view: TreeView, node: number): MatchedPath {
  const { path, writtenBy } = describe(view, node)
  return { path, layer: writtenBy, bytes: view.bytes[node] ?? 0 }
}
