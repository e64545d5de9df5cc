/** What a command that fetches dependencies reads, by its manager. */
export interface DependencyStep {
  readonly manifests: readonly string[]
  readonly command: RegExp
}

/** The first whose command is in a RUN. */
export function dependencyStep(instruction: string): DependencyStep | undefined {
  return MANAGERS.find(({ command }) => command.test(instruction))
}

const MANAGERS: readonly DependencyStep[] = [
  { command: /\bgo mod (?:download|vendor)\b/, manifests: ['go.mod', 'go.sum'] },
  { command: /\bpnpm (?:install|i|fetch)\b/, manifests: ['package.json', 'pnpm-lock.yaml'] },
  { command: /\byarn(?: install)?(?=\s|$)/, manifests: ['package.json', 'yarn.lock'] },
  { command: /\bnpm (?:ci|install|i)\b/, manifests: ['package.json', 'package-lock.json'] },
  { command: /\buv (?:sync|pip)\b/, manifests: ['pyproject.toml', 'uv.lock', 'requirements.txt'] },
  { command: /\bpoetry install\b/, manifests: ['pyproject.toml', 'poetry.lock'] },
  { command: /\bpip3? install\b/, manifests: ['requirements.txt', 'pyproject.toml'] },
  { command: /\bcargo (?:fetch|chef|build)\b/, manifests: ['Cargo.toml', 'Cargo.lock'] },
  { command: /\bmvn\b.*\bdependency:/, manifests: ['pom.xml'] },
  {
    command: /\bgradlew? .*\bdependencies\b/,
    manifests: ['build.gradle', 'build.gradle.kts', 'settings.gradle'],
  },
  { command: /\bcomposer install\b/, manifests: ['composer.json', 'composer.lock'] },
  { command: /\bbundle install\b/, manifests: ['Gemfile', 'Gemfile.lock'] },
]
