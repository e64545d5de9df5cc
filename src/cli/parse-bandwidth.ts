/** Bits a second that `1Gbit`, `100 Mbit/s`, `2.5Gbps` or `125MB/s` mean; `undefined` for anything else. */
export function parseBandwidth(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kKMGT]?)(bit\/s|bit|bps|B\/s)$/.exec(text.trim())
  if (match === null) return undefined
  const [, amount = '', prefix = '', unit = ''] = match
  const bits =
    Number(amount) * 1000 ** ' kMGT'.indexOf(prefix.replace('K', 'k') || ' ') * (unit === 'B/s' ? 8 : 1)
  return bits > 0 && Number.isFinite(bits) ? bits : undefined
}
