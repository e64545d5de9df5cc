import { describe, expect, test } from 'vitest'
import { markLayer } from '../../../src/store/actions/compare/mark-layer.ts'
import { enter, goIn, goOut, toggle } from '../../../src/store/actions/enter.ts'
import { toggleBase } from '../../../src/store/actions/fold-base.ts'
import { moveCursor } from '../../../src/store/actions/move-cursor.ts'
import { selectStepOfLayer } from '../../../src/store/actions/select-layer.ts'
import { currentImage, currentView } from '../../../src/store/selectors/current.ts'
import { shownSteps } from '../../../src/store/selectors/shown-steps.ts'
import { shownTree } from '../../../src/store/selectors/shown-tree.ts'
import type { State } from '../../../src/store/state.ts'
import { basedImage } from '../based-image.ts'
import { apply, exploring } from '../exploring.ts'
import { NAIVE } from '../images.ts'

/** The layers pane, the line under the cursor marked. */
function drawLayers(state: State): string[] {
  const steps = shownSteps(currentImage(state), currentView(state))
  return (steps?.rows ?? []).map(({ step, base }, row) => {
    const words = base === null ? (step?.instruction ?? '') : `base ${base.name}, ${base.layers} layers`
    return `${row === steps?.cursor ? '>' : ' '} ${words}`
  })
}

const FOLDED = [
  '> base golang:1.22, 3 layers',
  '  COPY server /server',
  '  RUN rm -rf /usr/share/doc',
  '  CMD ["/server"]',
]
const OPEN = [
  '> ADD rootfs.tar /',
  '  RUN apt-get install -y ca-certificates',
  '  ENV GOPATH=/go',
  '  RUN mkdir /go',
  '  COPY server /server',
  '  RUN rm -rf /usr/share/doc',
  '  CMD ["/server"]',
]

// biome-ignore format: a table
test.each<[what: string, state: State, folded: boolean]>([
  ['a base that is matched',       exploring(basedImage('matched')),    true],
  ['a base that is stated',        exploring(basedImage('stated')),     true],
  ['a base that is only likely',   exploring(basedImage('likely')),     false],
  ['a base of two layers',         exploring(basedImage('matched', 2)), false],
])('%s is one line from the start: %#', (_what, state, folded) => {
  expect(drawLayers(state)).toEqual(folded ? FOLDED : OPEN)
})

test.each([
  ['Enter', enter],
  ['Space', toggle],
  ['→', goIn],
  ['b', toggleBase],
])('%s opens it, with the cursor on its first layer', (_key, open) => {
  expect(drawLayers(apply(exploring(basedImage()), open))).toEqual(OPEN)
})

test.each([
  ['Space', toggle],
  ['←', goOut],
  ['b', toggleBase],
])('%s on one of its layers folds it again', (_key, close) => {
  const state = apply(exploring(basedImage()), toggleBase, now => moveCursor(now, 1), close)
  expect(drawLayers(state)).toEqual(FOLDED)
})

test('a likely base folds by hand', () => {
  expect(drawLayers(apply(exploring(basedImage('likely')), toggleBase))).toEqual(FOLDED)
})

describe('the cursor', () => {
  const onServer = (state: State) => drawLayers(state).find(line => line.startsWith('>'))

  test('stays on a line above the base, whatever is folded', () => {
    const state = apply(exploring(basedImage()), now => moveCursor(now, 1))
    expect(onServer(state)).toBe('> COPY server /server')
    expect(onServer(toggleBase(state))).toBe('> COPY server /server')
    expect(onServer(apply(state, toggleBase, toggleBase))).toBe('> COPY server /server')
  })

  test('goes over the folded base in one step, and back', () => {
    const state = apply(
      exploring(basedImage()),
      now => moveCursor(now, 1),
      now => moveCursor(now, -1),
    )
    expect(drawLayers(state)).toEqual(FOLDED)
    expect(onServer(moveCursor(state, Number.POSITIVE_INFINITY))).toBe('> CMD ["/server"]')
  })
})

test('beside the folded base stands what it brings altogether', () => {
  const state = exploring(basedImage())
  expect(shownTree(currentImage(state), currentView(state))).toMatchObject({ layer: 2, scope: 'stacked' })
})

test('a file of the base that is wasted is shown in its layer, which opens the base', () => {
  const state = selectStepOfLayer(exploring(basedImage()), 0)
  expect(drawLayers(state)).toEqual(OPEN)
  expect(shownTree(currentImage(state), currentView(state))).toMatchObject({ layer: 0, scope: 'changes' })
})

test('m marks all of the folded base', () => {
  expect(markLayer(exploring(basedImage())).marked?.extent).toEqual({ kind: 'upTo', layer: 2 })
})

test('without a base b says what would tell one', () => {
  const state = toggleBase(exploring(NAIVE))
  expect(drawLayers(state)).toEqual(drawLayers(exploring(NAIVE)))
  expect(state.notice?.text).toMatch(/--base/)
})
