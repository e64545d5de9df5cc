import { expect, test } from 'vitest'
import { parseIgnoreRules } from '../../../../src/analysis/build/ignore-rules.ts'
import { reportContext } from '../../../../src/analysis/cache/context/report-context.ts'
import type { ContextEntry } from '../../../../src/image/build-context.ts'
import { parseDockerfile } from '../../../../src/image/dockerfile/parse-dockerfile.ts'

const PROJECT = `main.go 20
go.mod 5
README.md 9
.git/
.git/HEAD 4
.git/objects/ab 300
web/
web/package.json 7
web/dist/app.js 50
web/node_modules/left-pad/index.js 80
dist/server 60
.env 3
link ->`

test('says what is sent, and which line leaves out what', () => {
  const report = reportContext(
    entries(PROJECT),
    parseIgnoreRules('*.md\n.git\n!README.md\n', '.dockerignore'),
    null,
  )
  expect(report).toMatchObject({
    sent: { files: 9, bytes: 234 },
    ignored: { files: 2, bytes: 304 },
    rules: [{ line: 2, pattern: '.git', files: 2, bytes: 304 }],
  })
  expect(
    report.sentGroups.map(({ path, isDirectory, bytes }) => [path, isDirectory, bytes]).slice(0, 2),
  ).toEqual([
    ['web', true, 137],
    ['dist', true, 60],
  ])
})

test('says what need not be sent, largest first, where its name alone or what lies beside it tells', () => {
  const { needless, afterwards } = reportContext(
    entries(PROJECT),
    parseIgnoreRules('', '.dockerignore'),
    null,
  )
  expect(needless.map(({ pattern, kind, files, bytes }) => `${pattern} ${kind} ${files} ${bytes}`)).toEqual([
    '.git history 2 304',
    '**/node_modules dependencies 1 80',
    'web/dist output 1 50', // not the other one: no package.json beside it
    '*.md documentation 1 9',
    '.env secret 1 3',
  ])
  expect(afterwards).toEqual({ files: 5, bytes: 92 })
})

test('what the Dockerfile copies by name is needed', () => {
  const dockerfile = parseDockerfile(
    'FROM scratch\nCOPY ./web/dist/ /srv/\nCOPY . .\nADD .env /\nCOPY --from=0 .git /g\n',
    'Dockerfile',
  )
  const { needless } = reportContext(entries(PROJECT), parseIgnoreRules('', '.dockerignore'), dockerfile)
  expect(needless.map(({ pattern }) => pattern)).toEqual(['.git', '**/node_modules', '*.md'])
})

test('the lines it advises leave out just what it says', () => {
  const before = reportContext(entries(PROJECT), parseIgnoreRules('', '.dockerignore'), null)
  const lines = before.needless.map(({ pattern }) => pattern).join('\n')
  const after = reportContext(entries(PROJECT), parseIgnoreRules(lines, '.dockerignore'), null)
  expect(after.sent).toEqual(before.afterwards)
})

/** `path bytes`, `path/` for a directory, `path ->` for a link. */
function entries(text: string): ContextEntry[] {
  return text.split('\n').map(line => {
    const [path = '', bytes = '0'] = line.split(' ')
    const type = path.endsWith('/') ? 'directory' : bytes === '->' ? 'symlink' : 'file'
    return { path: path.replace(/\/$/, ''), type, bytes: type === 'file' ? Number(bytes) : 0, mode: 0o644 }
  })
}
