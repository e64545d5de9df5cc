import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LayerscopeError } from '../../../src/errors.ts'
import { instructionText } from '../../../src/image/dockerfile/dockerfile.ts'
import { parseDockerfile } from '../../../src/image/dockerfile/parse-dockerfile.ts'

const parse = (...lines: string[]) => parseDockerfile(lines.join('\n'), 'Dockerfile')

/** Each stage, and beneath it each instruction with its lines. */
function drawn(...lines: string[]): string[] {
  return parse(...lines).stages.flatMap(({ index, name, from, instructions }) => [
    `${index} ${name ?? '-'}: ${from.image}`,
    ...instructions.map(
      each =>
        `  ${each.line}${each.lastLine > each.line ? `-${each.lastLine}` : ''} ${instructionText(each)}`,
    ),
  ])
}

function problem(...lines: string[]): string {
  try {
    parse(...lines)
  } catch (error) {
    if (error instanceof LayerscopeError) return error.message
    throw error
  }
  return 'none'
}

test('a Dockerfile is stages of instructions with their lines', () => {
  expect(
    drawn(
      'ARG VERSION=12',
      'FROM debian:$VERSION AS Builder',
      '# a comment',
      'RUN apt-get update \\',
      '  # between the lines',
      '',
      ' && apt-get install -y make',
      'copy . .',
      'FROM scratch',
      'COPY --from=builder /server /',
    ),
  ).toEqual([
    '0 builder: debian:$VERSION',
    '  4-7 RUN apt-get update && apt-get install -y make',
    '  8 COPY . .',
    '1 -: scratch',
    '  10 COPY --from=builder /server /',
  ])
})

test('ARGs before the first FROM belong to the FROM lines', () => {
  const { globalArguments } = parse('ARG A=1 B', 'FROM scratch')
  expect(globalArguments.flatMap(({ names }) => names)).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: null },
  ])
})

test('here-documents stand beside the command', () => {
  const [stage] = parse(
    'FROM scratch',
    'RUN <<EOF cat',
    'a',
    '# b',
    'EOF',
    'COPY <<x <<-"y" z /to/',
    '1',
    'x',
    '2',
    '\ty',
    'USER a',
  ).stages
  expect(stage?.instructions).toMatchObject([
    {
      kind: 'run',
      line: 2,
      lastLine: 5,
      command: '<<EOF cat',
      heredocs: [{ name: 'EOF', content: 'a\n# b' }],
    },
    {
      kind: 'copy',
      sources: ['z'],
      destination: '/to/',
      heredocs: [
        { name: 'x', content: '1' },
        { name: 'y', content: '2' },
      ],
    },
    { kind: 'user', line: 11 },
  ])
})

test('directives choose the frontend and the escape character', () => {
  const { directives, stages } = parse(
    '# syntax=docker/dockerfile:1',
    '# escape=`',
    'FROM scratch',
    'RUN a `',
    '  b',
  )
  expect(directives).toEqual({ syntax: 'docker/dockerfile:1', escape: '`' })
  expect(stages[0]?.instructions).toMatchObject([{ command: 'a   b', line: 4, lastLine: 5 }])
})

test('flags, the JSON form and ONBUILD are read', () => {
  const [stage] = parse(
    'FROM --platform=linux/amd64 a',
    'COPY --from=b --link ["c d", "e"]',
    'RUN --mount=type=cache,target=/root ["make", "all"]',
    'ONBUILD COPY . /src',
  ).stages
  expect(stage?.from.platform).toBe('linux/amd64')
  expect(stage?.instructions).toMatchObject([
    {
      sources: ['c d'],
      destination: 'e',
      flags: [
        { name: 'from', value: 'b' },
        { name: 'link', value: null },
      ],
    },
    { exec: ['make', 'all'], flags: [{ name: 'mount', value: 'type=cache,target=/root' }] },
    { kind: 'onbuild', trigger: { kind: 'copy', sources: ['.'], destination: '/src' } },
  ])
})

test('ENV takes pairs with quotes, and the old form with a blank', () => {
  const [stage] = parse('FROM a', 'ENV A=1 B="x y" C=a\\ b', 'ENV D e f').stages
  expect(stage?.instructions).toMatchObject([
    {
      variables: [
        { name: 'A', value: '1' },
        { name: 'B', value: '"x y"' },
        { name: 'C', value: 'a\\ b' },
      ],
    },
    { variables: [{ name: 'D', value: 'e f' }] },
  ])
})

test.each([
  [[''], 'line 1: there is no instruction in it'],
  [['# only a comment'], 'line 1: there is no instruction in it'],
  [['ARG A=1'], 'line 1: there is no FROM in it'],
  [['RUN a', 'FROM b'], 'line 1: RUN stands before the first FROM'],
  [['FROM a', 'RNU b'], 'line 2: "RNU" is no instruction. Did you mean RUN?'],
  [['package main', '', 'import "fmt"'], 'line 1: "PACKAGE" is no instruction'],
  [['FROM a', '', 'COPY x'], 'line 3: COPY takes at least a source and a destination'],
  [['FROM a as'], 'line 1: FROM takes an image, and AS with a name: found "a as"'],
  [['FROM'], 'line 1: FROM takes an image'],
  [['FROM a', 'ENV B'], 'line 2: ENV B has no value'],
  [['FROM a', 'RUN'], 'line 2: RUN has no operands'],
  [['FROM a', `${'ONBUILD '.repeat(50_000)}RUN x`], 'line 2: ONBUILD cannot trigger ONBUILD'],
])('%j is refused with the line and the reason', (lines, expected) => {
  expect(problem(...lines)).toContain(`"Dockerfile" cannot be built, ${expected}`)
})

test('whatever a file holds, it is a Dockerfile or refused in words', () => {
  const piece = fc.constantFrom(
    'FROM a',
    'RUN x',
    'COPY',
    ' ',
    '\\',
    '\n',
    '<<E',
    'E',
    '"',
    '#',
    '=',
    '[',
    '$',
    'é',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), pieces => {
      expect(typeof problem(...pieces.join('').split('\n'))).toBe('string')
    }),
  )
})

test('a sentence quotes no more of a word than is needed to find it', () => {
  const long = 'x'.repeat(5000)
  for (const lines of [[`[${long}`], [`FROM ${long} ${long}`], ['FROM a', `ENV ${long}`]])
    expect(problem(...lines)).toMatch(/[[xX ]{60}…[^xX]{1,150}$/)
})
