import { type AdviceCheck, advice } from '../advice-check.ts'
import { mergedRun } from '../merged-run.ts'
import { lines, stepWords } from '../words.ts'

/** apt installs what packages merely recommend, unless it is told not to. */
export const recommendedPackages: AdviceCheck = ({ steps, firstOwn, plans, analysis }) =>
  steps
    .filter(
      ({ layer, keyword, operands }) =>
        layer >= firstOwn && keyword === 'RUN' && installsRecommended(operands),
    )
    .filter(({ layer }) => (analysis.figures[layer]?.unpackedBytes ?? 0) > 0)
    .map(step => {
      const alone = mergedRun({ steps: [step], cleanUps: [], mounts: [], rewrites: [] }, analysis.documents)
      const run = plans.get(step.layer)?.text ?? alone
      return advice('recommendedPackages', 'note', {
        layer: step.layer,
        message: `${capitalised(stepWords({ steps }, step.layer))} also installs what its packages merely recommend.`,
        fix:
          run === null
            ? undefined
            : lines('Install what is asked for and what that needs:', withoutRecommended(run)),
      })
    })

const INSTALL = /\b(apt(?:-get)?\s+(?:-\S+\s+)*install)\b/g

function installsRecommended(script: string): boolean {
  return new RegExp(INSTALL).test(script) && !/--no-install-recommends|Install-Recommends/.test(script)
}

function withoutRecommended(run: string): string {
  return run.replace(INSTALL, '$1 --no-install-recommends')
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
