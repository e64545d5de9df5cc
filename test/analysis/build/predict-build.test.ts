import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../../../src/analysis/build/apply-changes.ts'
import { parseDockerfile } from '../../../src/image/dockerfile/parse-dockerfile.ts'
import { applied, predicted, prediction, type Sketch, states } from './predicted.ts'

const change = (path: string): Change => ({ kind: 'content', path })
const line = (number: number): Change => ({ kind: 'line', line: number })
const argument = (name: string, value: string | null = null): Change => ({ kind: 'argument', name, value })
const newFile = (...lines: string[]): Change => {
  return { kind: 'dockerfile', dockerfile: parseDockerfile(lines.join('\n'), 'new') }
}

const NAIVE: Sketch = {
  dockerfile: [
    'FROM debian',
    'WORKDIR /app',
    'COPY . .',
    'RUN go mod download',
    'RUN go build',
    'CMD ["./x"]',
  ],
  files: ['main.go', 'go.mod', 'go.sum', 'README.md'],
  ignore: ['*.md'],
}

test('one changed file runs the COPY that takes it, and all after it', () => {
  expect(predicted(NAIVE, change('main.go'))).toEqual([
    '1 cached: the same image',
    '2 cached: nothing it depends on changes',
    '3 runs: it takes main.go, which changes',
    '4 runs: line 3 (COPY) runs again before it',
    '5 runs: line 3 (COPY) runs again before it',
    '6 config: a note in the image, nothing to run',
  ])
})

test('the classic builder makes a step of every instruction', () => {
  expect(states({ ...NAIVE, builder: 'classic' }, line(6))).toEqual([
    '1 cached',
    '2 cached',
    '3 cached',
    '4 cached',
    '5 cached',
    '6 runs',
  ])
})

test('an ignored file rebuilds nothing, and the line that ignores it is named', () => {
  expect(states(NAIVE, change('README.md')).filter(state => state.endsWith('runs'))).toEqual([])
  expect(applied(NAIVE, change('README.md')).notes).toMatchObject([
    { kind: 'ignored', path: 'README.md', rule: { line: 1, pattern: '*.md' } },
  ])
})

test('what is not in the context is a new file', () => {
  const { notes } = applied(NAIVE, change('other.go'))
  expect(notes).toEqual([{ kind: 'newPath', path: 'other.go' }])
  expect(predicted(NAIVE, change('other.go'))[2]).toBe('3 runs: it takes other.go, which is new')
})

test('the first steps of a changed line stay, its own and those after it run', () => {
  expect(predicted(NAIVE, line(4)).slice(2)).toEqual([
    '3 cached: 3 paths as before',
    '4 runs: this instruction changes',
    '5 runs: line 4 (RUN) runs again before it',
    '6 config: a note in the image, nothing to run',
  ])
})

const STAGES: Sketch = {
  dockerfile: [
    'FROM go AS build',
    'COPY . .',
    'RUN make',
    'FROM alpine AS spare',
    'COPY docs /docs',
    'FROM alpine',
    'RUN apk add tzdata',
    'COPY --from=build /server /server',
    'RUN /server --check',
  ],
  files: ['main.go', 'docs/', 'docs/a.txt'],
}

test('files of another stage count by their content: the step may be cached', () => {
  expect(predicted(STAGES, change('main.go'))).toEqual([
    '1 cached: the same image',
    '2 runs: it takes main.go, which changes',
    '3 runs: line 2 (COPY) runs again before it',
    '4 notBuilt: stage 2 does not need it',
    '5 notBuilt: stage 2 does not need it',
    '6 cached: the same image',
    '7 cached: nothing it depends on changes',
    '8 cachedIfOutputSame: only if stage build makes the same files again',
    '9 cachedIfOutputSame: line 8 comes before it and may not be cached',
  ])
})

test('the classic builder builds every stage up to the target', () => {
  const [, , , , spare] = states({ ...STAGES, builder: 'classic' }, change('docs/a.txt'))
  expect(spare).toBe('5 runs')
  expect(predicted({ ...STAGES, builder: 'classic', target: 'build' }, change('docs'))[5]).toBe(
    '6 notBuilt: comes after the target, build',
  )
})

test('a changed stage runs whoever starts from it', () => {
  const sketch: Sketch = { dockerfile: ['FROM a AS one', 'COPY x /x', 'FROM one', 'RUN b'], files: ['x'] }
  expect(predicted(sketch, change('x')).slice(2)).toEqual([
    '3 runs: stage one runs again',
    '4 runs: line 3 (FROM) runs again before it',
  ])
})

test.each([
  ['classic', ['1 cached', '2 cached', '3 cached', '4 runs', '5 runs']],
  ['buildkit', ['1 cached', '2 cached', '3 config', '4 runs', '5 cached']],
] as const)('an ARG reaches every RUN below it (%s)', (builder, expected) => {
  const dockerfile = ['FROM a', 'RUN b', 'ARG V=1', 'RUN c', 'COPY --link x /x']
  expect(states({ dockerfile, files: ['x'], builder }, argument('V', '2'))).toEqual(expected)
})

test('an ARG no instruction declares, a proxy, and the value it has already change nothing', () => {
  const sketch: Sketch = { dockerfile: ['FROM a', 'ARG V', 'RUN b'], arguments: { V: '1' } }
  const { notes } = applied(sketch, argument('W'), argument('HTTP_PROXY', 'x'), argument('V', '1'))
  expect(notes.map(({ kind }) => kind)).toEqual(['undeclared', 'proxy', 'sameArgument'])
  expect(states(sketch, argument('W'), argument('V', '1'))).toEqual(['1 cached', '2 config', '3 cached'])
})

test('the value of an ARG in the words of a later instruction is named', () => {
  const sketch: Sketch = { dockerfile: ['FROM a', 'ARG V=1', 'COPY $V /to'], files: ['1', '2'] }
  expect(predicted(sketch, argument('V', '2'))[2]).toContain('3 runs: it takes 2, which is new')
  expect(predicted(sketch, argument('V', '2'))[2]).toContain('ARG V of line 2 has another value')
})

test('a file whose mode changes is copied again', () => {
  expect(predicted(NAIVE, { kind: 'mode', path: 'main.go' })[2]).toBe(
    '3 runs: it takes main.go, whose mode changes',
  )
})

test('a base that changes runs the stages that start from it', () => {
  expect(states(STAGES, { kind: 'base', of: 'alpine' }).slice(5)).toEqual([
    '6 runs',
    '7 runs',
    '8 runs',
    '9 runs',
  ])
  expect(predicted(STAGES, { kind: 'base', of: 'build' })[0]).toBe('1 runs: go is another image now')
  expect(() => applied(STAGES, { kind: 'base', of: 'rust' })).toThrow(
    'No stage that starts from an image is called "rust". There are: build (go), spare (alpine), 2 (alpine).',
  )
})

test('a mount counts by what it reads; what it may write to is never cached', () => {
  const sketch: Sketch = {
    dockerfile: [
      'FROM a',
      'RUN --mount=type=bind,source=go.mod,target=/m cat /m',
      'RUN --mount=type=cache,target=/c b',
      'RUN --mount=type=bind,target=/src,rw c',
    ],
    files: ['go.mod', 'main.go'],
  }
  expect(predicted(sketch, change('main.go')).slice(1)).toEqual([
    '2 cached: 1 path as before',
    '3 cached: nothing it depends on changes',
    '4 runs: a bind mount it may write to is never cached',
  ])
  expect(states(sketch, change('go.mod')).slice(1)).toEqual(['2 runs', '3 runs', '4 runs'])
})

test('what is downloaded may be another', () => {
  expect(predicted({ dockerfile: ['FROM a', 'ADD https://example.org/x /x'] })[1]).toBe(
    '2 cachedIfOutputSame: downloaded again; cached if it is the same',
  )
})

test('a source the context lacks stops the build', () => {
  expect(predicted({ dockerfile: ['FROM a', 'COPY nowhere /x'] })[1]).toContain(
    'the context has no nowhere: the build stops here',
  )
})

test('a new Dockerfile: what stayed is cached, what is new, moved or gone is told', () => {
  const sketch: Sketch = { dockerfile: ['FROM a', 'RUN b', 'RUN c', 'COPY x /x'], files: ['x'] }
  expect(predicted(sketch, newFile('FROM a', '# words', 'RUN b', 'RUN d', 'LABEL x=1', 'COPY x /x'))).toEqual(
    [
      '1 cached: the same image',
      '3 cached: nothing it depends on changes',
      '4 runs: this instruction was: RUN c',
      '5 config: a note in the image, nothing to run',
      '6 runs: line 4 (RUN) runs again before it',
    ],
  )
})

test('a Dockerfile that is part of what is copied runs the COPY, even for a comment', () => {
  const sketch: Sketch = { dockerfile: ['# note', 'FROM a', 'COPY . .'], files: ['Dockerfile'] }
  expect(predicted(sketch, line(1))[1]).toBe('3 runs: it takes Dockerfile, which changes')
  expect(states({ ...sketch, ignore: ['Dockerfile'] }, line(1))[1]).toBe('3 cached')
  expect(() => applied(sketch, line(9))).toThrow('"Dockerfile" has no line 9: its lines are 1 to 3.')
})

test('a trigger runs in the stage that starts from it', () => {
  const sketch: Sketch = {
    dockerfile: ['FROM a AS one', 'ONBUILD COPY x /x', 'FROM one', 'RUN b'],
    files: ['x'],
  }
  expect(predicted(sketch, change('x')).slice(2)).toEqual([
    '3 cached: stage one is as before',
    '3 runs: it takes x, which changes',
    '4 runs: line 3 (ONBUILD) runs again before it',
  ])
})

test('a target there is not is refused with those there are', () => {
  expect(() => prediction({ ...STAGES, target: 'tset' })).toThrow(
    '"Dockerfile" has no stage "tset". Its stages are build, spare, 2.',
  )
})

test('where nothing changes nothing runs, with either builder', () => {
  const instruction = fc.constantFrom(
    'RUN a $V',
    'COPY . .',
    'COPY *.go /x/',
    'ARG V=1',
    'ARG V',
    'ENV W=$V',
    'WORKDIR w',
    'USER $W',
    'LABEL a=b',
    'COPY --from=s0 /a /b',
    'ONBUILD RUN x',
  )
  fc.assert(
    fc.property(
      fc.array(instruction),
      fc.array(instruction),
      fc.constantFrom('classic', 'buildkit'),
      (a, b, builder) => {
        const sketch: Sketch = {
          dockerfile: ['FROM x AS s0', ...a, 'FROM s0', ...b],
          files: ['main.go'],
          builder,
        }
        expect(states(sketch).filter(state => !/(?:cached|config)$/.test(state))).toEqual([])
      },
    ),
  )
})

test('below a step that runs no step of the stage is surely cached, but for --link', () => {
  const instruction = fc.constantFrom('RUN a', 'COPY a /a', 'COPY b /b', 'ENV W=1', 'WORKDIR w')
  fc.assert(
    fc.property(fc.array(instruction), fc.constantFrom('classic', 'buildkit'), (all, builder) => {
      const sketch: Sketch = { dockerfile: ['FROM x', ...all], files: ['a', 'b'], builder }
      const found = states(sketch, change('a')).map(state => state.split(' ')[1])
      const first = found.indexOf('runs')
      expect(first === -1 ? [] : found.slice(first).filter(state => state === 'cached')).toEqual([])
    }),
  )
})

test('what the classic builder does not know is told', () => {
  const dockerfile = ['FROM a', 'RUN --mount=type=cache,target=/c b']
  expect(applied({ dockerfile, builder: 'classic' }).notes).toEqual([
    { kind: 'needsBuildKit', line: 2, what: 'RUN --mount' },
  ])
  expect(applied({ dockerfile }).notes).toEqual([])
})
