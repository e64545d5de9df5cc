import { baseName, type TreePath } from '../../image/tree-path.ts'
import { shebangProgram } from './text-kind.ts'

/** A language whose texts are coloured. */
export type Language =
  | 'bash'
  | 'c'
  | 'cpp'
  | 'css'
  | 'diff'
  | 'dockerfile'
  | 'go'
  | 'ini'
  | 'java'
  | 'javascript'
  | 'json'
  | 'lua'
  | 'makefile'
  | 'markdown'
  | 'nginx'
  | 'perl'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'sql'
  | 'typescript'
  | 'xml'
  | 'yaml'

/** The language of a text, by its path, else by its first line; `null` when neither says. */
export function languageOf(path: TreePath, firstLine: string): Language | null {
  const name = baseName(path)
  const byName = NAMES.find(([pattern]) => pattern.test(name) || pattern.test(path))
  if (byName !== undefined) return byName[1]
  const suffix = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return SUFFIXES.get(suffix) ?? byFirstLine(firstLine)
}

/** What a name says that its suffix does not. */
const NAMES: readonly (readonly [pattern: RegExp, language: Language])[] = [
  [/^(?:Dockerfile|Containerfile)(?:\..*)?$/i, 'dockerfile'],
  [/^(?:GNU)?[Mm]akefile$/, 'makefile'],
  [/^(?:Gemfile|Rakefile)$/, 'ruby'],
  [/^nginx\.conf$|^\/etc\/nginx\/(?:.*\.conf|sites-[^/]*\/.*)$/, 'nginx'],
  [/^\.?(?:bashrc|bash_profile|profile|bash\.bashrc|zshrc|bash_logout)$/, 'bash'],
  [/^(?:\.env(?:\..*)?|os-release|\.gitconfig|\.npmrc|\.editorconfig|pip\.conf)$/, 'ini'],
]

const SUFFIX_LISTS: readonly (readonly [language: Language, suffixes: string])[] = [
  ['bash', 'sh bash zsh ksh ash'],
  ['c', 'c h'],
  ['cpp', 'cc cpp cxx hpp hh'],
  ['css', 'css scss less'],
  ['diff', 'diff patch'],
  ['dockerfile', 'dockerfile'],
  ['go', 'go'],
  ['ini', 'ini toml conf cnf cfg service socket timer target mount desktop properties list sources'],
  ['java', 'java kt groovy gradle'],
  ['javascript', 'js mjs cjs jsx'],
  ['json', 'json jsonl ndjson json5 map'],
  ['lua', 'lua'],
  ['makefile', 'mk mak'],
  ['markdown', 'md markdown'],
  ['perl', 'pl pm'],
  ['php', 'php'],
  ['python', 'py pyw pyi'],
  ['ruby', 'rb gemspec'],
  ['rust', 'rs'],
  ['sql', 'sql'],
  ['typescript', 'ts mts cts tsx'],
  ['xml', 'xml html htm xhtml svg xsl xsd plist pom'],
  ['yaml', 'yaml yml'],
]

const SUFFIXES: ReadonlyMap<string, Language> = new Map(
  SUFFIX_LISTS.flatMap(([language, suffixes]) =>
    suffixes.split(' ').map(suffix => [suffix, language] as const),
  ),
)

function byFirstLine(line: string): Language | null {
  if (/^\s*<(?:\?xml|!doctype|html|svg)\b/i.test(line)) return 'xml'
  const program = shebangProgram(line)?.replace(/^.*\//, '') ?? ''
  return PROGRAMS.find(([pattern]) => pattern.test(program))?.[1] ?? null
}

const PROGRAMS: readonly (readonly [pattern: RegExp, language: Language])[] = [
  [/^(?:ba|da|a|k|z)?sh$/, 'bash'],
  [/^python[\d.]*$/, 'python'],
  [/^(?:node|nodejs|bun|deno)$/, 'javascript'],
  [/^perl[\d.]*$/, 'perl'],
  [/^ruby[\d.]*$/, 'ruby'],
  [/^php[\d.]*$/, 'php'],
  [/^lua[\d.]*$/, 'lua'],
]
