import type { NeedlessKind } from './context-report.ts'

/** A name that builds do not need, and where. */
export interface NeedlessName {
  readonly kind: NeedlessKind
  /** A whole component of a path; with `*` at its beginning or end, any that ends or begins so. */
  readonly name: string
  /** Only beside one of these: `target` is Cargo's beside `Cargo.toml`, and anybody's elsewhere. */
  readonly beside: readonly string[] | null
}

/** Whether a component of a path is what a row means. */
export function fits(component: string, { name }: NeedlessName): boolean {
  if (name.startsWith('*')) return component.endsWith(name.slice(1)) && component.length >= name.length
  if (name.endsWith('*')) return component.startsWith(name.slice(0, -1))
  return component === name
}

/** The first row that fits decides. */
export const NEEDLESS_NAMES: readonly NeedlessName[] = [
  ...rows('secret', [
    '.env',
    '.env.*',
    '*.pem',
    '*.key',
    'id_rsa',
    'id_ed25519',
    '.ssh',
    '.aws',
    '.netrc',
    '.npmrc',
    '.pypirc',
    '*.tfstate',
    '*.pfx',
    '*.p12',
    '.kube',
  ]),
  ...rows('history', ['.git', '.hg', '.svn', '.jj']),
  ...rows('dependencies', ['node_modules', '.venv', 'bower_components']),
  ...rows('dependencies', ['venv'], ['requirements.txt', 'pyproject.toml', 'setup.py']),
  ...rows('dependencies', ['vendor'], ['composer.json', 'Gemfile']),
  ...rows('output', ['target'], ['Cargo.toml', 'pom.xml']),
  ...rows('output', ['dist', 'build', 'out', '.next', '.nuxt', 'coverage', '.nyc_output'], ['package.json']),
  ...rows('output', ['dist', 'build', '*.egg-info'], ['pyproject.toml', 'setup.py']),
  ...rows('output', ['build', '.gradle'], ['build.gradle', 'build.gradle.kts']),
  ...rows('archive', ['*.tar', '*.tar.gz', '*.tgz', '*.tar.zst', '*.tar.xz', '*.iso', '*.qcow2']),
  ...rows('cache', [
    '__pycache__',
    '.pytest_cache',
    '.mypy_cache',
    '.ruff_cache',
    '.tox',
    '.cache',
    '.parcel-cache',
    '.turbo',
    '.terraform',
  ]),
  ...rows('editor', ['.idea', '.vscode', '.vs', '.DS_Store', '*.swp', '*.swo', '*~']),
  ...rows('recipe', [
    'Dockerfile*',
    '*.Dockerfile',
    'Containerfile*',
    '.dockerignore',
    'compose.yaml',
    'compose.yml',
    'docker-compose*',
    '.github',
    '.gitlab-ci.yml',
    '.gitignore',
  ]),
  ...rows('log', ['*.log']),
  ...rows('documentation', ['*.md']),
]

function rows(kind: NeedlessKind, names: readonly string[], beside?: readonly string[]): NeedlessName[] {
  return names.map(name => ({ kind, name, beside: beside ?? null }))
}
