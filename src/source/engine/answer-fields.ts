/** What an engine, or a file of docker's client, said: JSON from strangers, read field by field. Absent and of another type are the same. */
export type Answer = Readonly<Record<string, unknown>>

export function asAnswer(value: unknown): Answer | null {
  return isAnswer(value) ? value : null
}

export function answersOf(value: unknown): Answer[] {
  return Array.isArray(value) ? value.filter(isAnswer) : []
}

export function answerAt(answer: Answer | null, field: string): Answer | null {
  return asAnswer(answer?.[field])
}

export function textAt(answer: Answer | null, field: string): string | null {
  const value = answer?.[field]
  return typeof value === 'string' ? value : null
}

export function numberAt(answer: Answer | null, field: string): number | null {
  const value = answer?.[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function textsAt(answer: Answer | null, field: string): string[] {
  const value = answer?.[field]
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}

/** The object a JSON text holds, or `null` when it is not JSON or holds something else. */
export function parseAnswer(text: string): Answer | null {
  try {
    return asAnswer(JSON.parse(text))
  } catch {
    return null
  }
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
