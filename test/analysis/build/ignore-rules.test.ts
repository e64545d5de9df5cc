import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ignoredBy, parseIgnoreRules } from '../../../src/analysis/build/ignore-rules.ts'
import { LayerscopeError } from '../../../src/errors.ts'

/** Which of these paths the rules keep out. */
function ignored(rules: readonly string[], paths: readonly string[]): string[] {
  const parsed = parseIgnoreRules(rules.join('\n'), '.dockerignore')
  return paths.filter(path => ignoredBy(parsed, path) !== null)
}

test.each([
  [['*.md'], ['README.md', 'docs/a.md'], ['README.md']],
  [['**/*.md'], ['README.md', 'docs/a.md'], ['README.md', 'docs/a.md']],
  [['docs'], ['docs', 'docs/a/b', 'docs2', 'x/docs'], ['docs', 'docs/a/b']],
  [['/docs/'], ['docs/a', 'x/docs'], ['docs/a']],
  [
    ['*', '!main.go'],
    ['main.go', 'go.mod', 'a/main.go'],
    ['go.mod', 'a/main.go'],
  ],
  [
    ['*', '!src', 'src/*.md'],
    ['src/a.go', 'src/b.md', 'x'],
    ['src/b.md', 'x'],
  ],
  [['**/node_modules'], ['node_modules/a', 'x/y/node_modules/b'], ['node_modules/a', 'x/y/node_modules/b']],
  [
    ['a?.txt', '[bc].txt'],
    ['ab.txt', 'a.txt', 'b.txt', 'd.txt'],
    ['ab.txt', 'b.txt'],
  ],
  [['# *.md', ' x '], ['# *.md', 'README.md', 'x'], ['x']],
  [['MAIN.go'], ['main.go'], []],
  [
    ['./a', 'b/../c'],
    ['a', 'b', 'c'],
    ['a', 'c'],
  ],
])('%j keeps out of %j: %j', (rules, paths, expected) => {
  expect(ignored(rules, paths)).toEqual(expected)
})

test('the rule that decides is the last that matches', () => {
  const rules = parseIgnoreRules('# notes\n*.md\n\n!README.md\nREADME.md', '.dockerignore')
  expect(ignoredBy(rules, 'README.md')).toMatchObject({ line: 5, pattern: 'README.md' })
  expect(ignoredBy(rules, 'a.md')).toMatchObject({ line: 2, pattern: '*.md' })
})

test('a pattern no engine takes is refused with its line', () => {
  expect(() => parseIgnoreRules('a\n[b', 'ctx/.dockerignore')).toThrow(
    '"ctx/.dockerignore" cannot be built, line 2: "[b" is no pattern',
  )
})

test('whatever the rules are, they are read or refused in words', () => {
  const piece = fc.constantFrom('*', '**', '/', '!', '#', '[', ']', '\\', '?', '.', '(', '+', 'a', ' ', '\n')
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      try {
        ignored([pieces.join('')], ['a', 'a/a', '('])
      } catch (error) {
        expect(error).toBeInstanceOf(LayerscopeError)
      }
    }),
  )
})
