import { expect, test } from 'vitest'
import { type HistoryEntry, matchSteps } from '../../src/image/steps.ts'

/** `RUN make`, or `- ENV A=1` for a step marked empty. */
function history(...steps: readonly string[]): HistoryEntry[] {
  return steps.map(step => ({
    createdBy: step.replace(/^- /, ''),
    created: null,
    comment: null,
    empty: step.startsWith('- '),
    reportedBytes: null,
  }))
}

function drawn(steps: readonly string[], layers: number): string[] {
  const matched = matchSteps(history(...steps), layers)
  return matched.stepOfLayer.map((step, layer) => `${layer} ${step === null ? '(no history)' : steps[step]}`)
}

test('steps not marked empty own one layer each, in order', () => {
  expect(drawn(['COPY a', '- ENV A=1', 'RUN make', '- CMD x'], 2)).toEqual(['0 COPY a', '1 RUN make'])
  expect(matchSteps(history('COPY a', '- ENV A=1'), 1)).toMatchObject({
    steps: [
      { layer: 0, empty: false },
      { layer: null, empty: true },
    ],
    findings: [],
  })
})

test('too few, too many or no steps: layers stay without, and a finding tells both numbers', () => {
  expect(drawn(['RUN a'], 2)).toEqual(['0 (no history)', '1 (no history)'])
  expect(drawn(['RUN a', 'RUN b', 'RUN c'], 2)).toEqual(['0 (no history)', '1 (no history)'])
  expect(drawn([], 1)).toEqual(['0 (no history)'])
  expect(matchSteps(history('RUN a', 'RUN b'), 1).findings).toMatchObject([
    { kind: 'historyMismatch', severity: 'warning', evidence: ['steps 2', 'layers 1'] },
  ])
})

test('a step that cannot write files is empty even if nobody marked it, and a note says so', () => {
  expect(drawn(['COPY a', 'ENV A=1', 'RUN make', 'CMD x'], 2)).toEqual(['0 COPY a', '1 RUN make'])
  expect(matchSteps(history('COPY a', 'ENV A=1'), 1).findings).toMatchObject([{ severity: 'note' }])
})

test('surplus steps are still shown, without layers', () => {
  const { steps } = matchSteps(history('RUN a', 'RUN b'), 1)
  expect(steps.map(({ instruction, layer }) => `${layer} ${instruction}`)).toEqual([
    'null RUN a',
    'null RUN b',
  ])
})

test('an image without layers and steps has no finding', () => {
  expect(matchSteps(history('- CMD x'), 0).findings).toEqual([])
})
