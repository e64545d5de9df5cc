/** Bytes that `500M`, `1.5 GB`, `64GiB` or `4096` mean; `undefined` for anything else. K, M, … count in 1000s. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgtp])(i)?)?b?$/i.exec(text.trim())
  if (match === null) return undefined
  const [, amount = '', unit = '', binary] = match
  const exponent = unit === '' ? 0 : 'kmgtp'.indexOf(unit.toLowerCase()) + 1
  const bytes = Math.round(Number(amount) * (binary === undefined ? 1000 : 1024) ** exponent)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
