import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** Who may import whom: the table of `src/README.md`, complete. A pattern ending in `/` is a folder. */
const RULES: Record<string, { project: string[]; outside: (string | RegExp)[] }> = {
  'src/image/dockerfile/': { project: ['src/image/', 'src/errors.ts'], outside: ['dockerfile-ast'] },
  'src/image/': { project: ['src/errors.ts'], outside: [] },
  'src/errors.ts': { project: ['src/image/'], outside: [] },
  'src/tree/': { project: ['src/image/', 'src/errors.ts'], outside: [] },
  'src/analysis/': {
    project: ['src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['picomatch', '@balena/dockerignore'],
  },
  'src/events.ts': { project: ['src/analysis/', 'src/tree/', 'src/image/', 'src/errors.ts'], outside: [] },
  'src/report/': {
    project: ['src/events.ts', 'src/analysis/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: [],
  },
  'src/stream/': {
    project: ['src/image/', 'src/errors.ts'],
    outside: ['node:stream', 'node:stream/promises', 'node:zlib', 'node:crypto', 'node:events'],
  },
  'src/tar/': { project: ['src/stream/', 'src/image/', 'src/errors.ts'], outside: ['tar-stream'] },
  'src/layer/': {
    project: ['src/tar/', 'src/stream/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['node:crypto'],
  },
  'src/source/': {
    project: ['src/tar/', 'src/stream/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: [/^node:/, 'dockerode'],
  },
  'src/saved/': {
    project: ['src/source/', 'src/report/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['node:fs'],
  },
  'src/content/': {
    project: ['src/source/', 'src/tar/', 'src/stream/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:os', 'node:path'],
  },
  'src/worker/': {
    project: [
      'src/layer/',
      'src/source/',
      'src/tar/',
      'src/stream/',
      'src/tree/',
      'src/image/',
      'src/errors.ts',
    ],
    outside: ['node:worker_threads', 'node:crypto', 'node:os'],
  },
  'src/index/': {
    project: ['src/analysis/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['node:fs', 'node:fs/promises', 'node:path', 'node:crypto', 'node:v8', 'node:zlib'],
  },
  'src/image-in-the-making.ts': { project: ['src/'], outside: [] },
  'src/inspect.ts': { project: ['src/'], outside: [] },
  'src/outline.ts': { project: ['src/'], outside: [] },
  'src/read-blob.ts': { project: ['src/'], outside: [] },
  'src/recall.ts': { project: ['src/'], outside: [] },
  'src/skim.ts': { project: ['src/'], outside: [] },
  'src/inspect-many.ts': { project: ['src/'], outside: [] },
  'src/store/': {
    project: ['src/events.ts', 'src/report/', 'src/analysis/', 'src/tree/', 'src/image/', 'src/errors.ts'],
    outside: ['zustand/vanilla'],
  },
  'components/': {
    project: [
      'src/store/',
      'src/report/',
      'src/analysis/',
      'src/tree/',
      'src/image/',
      'src/errors.ts',
      'src/events.ts',
    ],
    outside: ['react', 'ink', 'zustand', 'lowlight', /^highlight\.js\//, /^node:/],
  },
  'src/cli/': { project: ['src/', 'components/'], outside: ['commander', 'yaml', 'package.json', /^node:/] },
  'src/main.ts': { project: ['src/cli/', 'src/errors.ts'], outside: ['node:process'] },
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const files = ['src', 'components'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name)),
)

interface Import {
  readonly target: string
  readonly dynamic: boolean
}

test('every file imports only what its folder may import', () => {
  expect(
    files.flatMap(file =>
      importsOf(file)
        .filter(one => !isAllowed(file, one))
        .map(one => `${file} → ${one.target}`),
    ),
  ).toEqual([])
})

test('every file belongs to a folder with a rule', () => {
  expect(files.filter(file => ruleOf(file) === undefined)).toEqual([])
})

test('no two files import each other, directly or around a corner', () => {
  expect(findCycle()).toEqual([])
})

test('tar-stream, dockerode, zustand and commander are each named by one folder only', () => {
  const users = (name: string) =>
    new Set(files.filter(file => importsOf(file).some(one => one.target === name)).map(file => dirname(file)))
  expect([...users('tar-stream')].every(folder => folder.startsWith('src/tar'))).toBe(true)
  expect(
    files.filter(file => importsOf(file).some(one => one.target === 'dockerode' && one.dynamic)),
  ).toHaveLength(1)
  expect([...users('commander')].every(folder => folder.startsWith('src/cli'))).toBe(true)
})

test('the command line reaches components and dockerode only when they are needed', () => {
  const eager = files
    .filter(file => file.startsWith('src/'))
    .flatMap(file =>
      importsOf(file)
        .filter(one => !one.dynamic && !one.target.includes('?type'))
        .map(one => ({ file, ...one })),
    )
    .filter(
      one =>
        one.target.startsWith('components/') ||
        one.target === 'dockerode' ||
        one.target === 'ink' ||
        one.target === 'react',
    )
  expect(eager.map(one => `${one.file} → ${one.target}`)).toEqual([])
})

test('the code of threads is loaded by the first layer that is worth one', () => {
  const thread = 'src/worker/layer-thread.ts'
  const users = files.flatMap(file => importsOf(file).map(one => ({ file, ...one })))
  expect(users.filter(({ target }) => target === thread)).toEqual([
    { file: 'src/worker/layer-threads.ts', target: thread, dynamic: true },
  ])
})

function isAllowed(file: string, { target }: Import): boolean {
  const plain = target.replace('?type', '')
  const own = folderOf(file)
  if (own.endsWith('/') && plain.startsWith(own)) return true
  const rule = ruleOf(file)
  if (rule === undefined) return false
  if (plain.startsWith('src/') || plain.startsWith('components/'))
    return rule.project.some(allowed => plain.startsWith(allowed))
  return rule.outside.some(allowed => (typeof allowed === 'string' ? plain === allowed : allowed.test(plain)))
}

function folderOf(file: string): string {
  return (
    Object.keys(RULES).find(pattern =>
      pattern.endsWith('/') ? file.startsWith(pattern) : file === pattern,
    ) ?? ''
  )
}

function ruleOf(file: string) {
  return RULES[folderOf(file)]
}

/** Imports of a file; a project file as its path from the root, type-only ones marked `?type`. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...statements].map(([, type, from, bare, lazy]) => ({
    target: resolve(file, from ?? bare ?? lazy ?? '') + (type ? '?type' : ''),
    dynamic: lazy !== undefined,
  }))
}

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier
}

/** The first cycle found among run-time imports, as the files on it. */
function findCycle(): string[] {
  const done = new Set<string>()
  const visit = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file) || !files.includes(file)) return []
    for (const { target, dynamic } of importsOf(file)) {
      const cycle = dynamic || target.endsWith('?type') ? [] : visit(target, [...path, file])
      if (cycle.length > 0) return cycle
    }
    done.add(file)
    return []
  }
  return files.map(file => visit(file, [])).find(cycle => cycle.length > 0) ?? []
}
