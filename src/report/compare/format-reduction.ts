/**
 * How much smaller something became, from a share (`0.9956`): `−99.6 %`, larger `+12.0 %`, `0 %`. Never all of it
 * unless nothing is left: 0.9999 is `−99.9 %`. `?` is unknown.
 */
export function formatReduction(reduction: number | null): string {
  if (reduction === null) return '?'
  if (reduction === 0) return '0 %'
  if (reduction < 0) return `+${(-reduction * 100).toFixed(1)} %`
  const percent = reduction < 1 ? Math.min(reduction * 100, MOST) : 100
  return `${MINUS}${percent.toFixed(1)} %`
}

const MOST = 99.9
const MINUS = '\u2212'
