/** How the end of a body is known. */
export type BodyFraming =
  | { readonly kind: 'chunked' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'untilClose' }

export interface HttpHead {
  readonly status: number
  readonly framing: BodyFraming
}

/** The head of an HTTP/1 answer (RFC 9112 §4, §6), without the empty line; `undefined` when it is none. */
export function parseHttpHead(text: string): HttpHead | undefined {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const [, status] = /^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(statusLine) ?? []
  if (status === undefined) return undefined
  const headers = new Map(lines.map(headerField))
  const framing = framingOf(headers)
  return framing === undefined ? undefined : { status: Number(status), framing }
}

function headerField(line: string): [name: string, value: string] {
  const colon = line.indexOf(':')
  return [line.slice(0, Math.max(colon, 0)).toLowerCase(), line.slice(colon + 1).trim()]
}

function framingOf(headers: ReadonlyMap<string, string>): BodyFraming | undefined {
  const coding = headers.get('transfer-encoding')?.toLowerCase()
  if (coding !== undefined) return coding === 'chunked' ? { kind: 'chunked' } : undefined
  const length = headers.get('content-length')
  if (length === undefined) return { kind: 'untilClose' }
  return /^\d{1,15}$/.test(length) ? { kind: 'length', bytes: Number(length) } : undefined
}
