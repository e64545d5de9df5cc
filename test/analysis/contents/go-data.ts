/** The writable segment of a Go program: its build block, with the lines `go version -m` would print. */
export function goData(version: string, lines: readonly string[]): Uint8Array {
  const sentinel = new Array(16).fill(0x7f)
  const modules = [...sentinel, ...Buffer.from(`${lines.join('\n')}\n`), ...sentinel]
  return Uint8Array.from([
    ...Buffer.from('\xff Go buildinf:', 'latin1'),
    ...[8, 2],
    ...new Array(16).fill(0),
    ...lengthPrefixed([...Buffer.from(version)]),
    ...lengthPrefixed(modules),
  ])
}

function lengthPrefixed(bytes: readonly number[]): number[] {
  const prefix: number[] = []
  let rest = bytes.length
  for (; rest >= 0x80; rest >>>= 7) prefix.push((rest & 0x7f) | 0x80)
  return [...prefix, rest, ...bytes]
}
