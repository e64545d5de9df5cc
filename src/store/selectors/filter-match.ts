import type { Match } from './matching-nodes.ts'
export function activeMatch(_text: string): Match | null { return null }
export function filterProblem(_text: string): string | null { return null }
