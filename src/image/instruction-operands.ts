import { splitShell } from './shell-prefix.ts'

/** What follows the keyword, as a person would write it in a Dockerfile. */
export function readableOperands(keyword: string, operands: string): string {
  switch (keyword) {
    case 'RUN':
      return collapseBlanks(operands)
    case 'ADD':
    case 'COPY':
      return collapseBlanks(operands.replace(CHECKSUM, '$1:$2…'))
    case 'CMD':
    case 'ENTRYPOINT':
      return readableCommand(operands)
    case 'EXPOSE':
      return operands.replace(/^map\[(.*)\]$/, '$1').replace(/:\{\}/g, '')
    case 'HEALTHCHECK':
      return readableHealthcheck(operands)
    default:
      return operands
  }
}

/** `file:73e2b2d48642b21b…`: the classic builder's checksum of what was copied; twelve digits recognise it. */
const CHECKSUM = /\b(file|dir|multi):([0-9a-f]{12})[0-9a-f]{52}/g

/**
 * A Dockerfile's continued lines arrive as one line with the indentation in it: runs of blanks become one, except
 * inside quotes. Line breaks that are left are a here-document's, and stay.
 */
function collapseBlanks(script: string): string {
  return script
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map(line => (/\S/.test(line) ? collapseLine(line) : ''))
    .join('\n')
    .trim()
}

function collapseLine(line: string): string {
  const body = line.trimStart()
  const parts = [line.slice(0, line.length - body.length)]
  let quote = ''
  let start = 0
  for (let at = 0; at < body.length; at++) {
    const character = body.charAt(at)
    if (character === '\\' && quote !== "'") at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (isBlank(character) && (character === '\t' || isBlank(body.charAt(at + 1)))) {
      parts.push(body.slice(start, at), ' ')
      while (isBlank(body.charAt(at + 1))) at++
      start = at + 1
    }
  }
  return parts.join('') + body.slice(start).trimEnd()
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}

/** Exec form as JSON, or the script alone when a shell runs it. */
function readableCommand(operands: string): string {
  const list = parseWordList(operands.replace(/^&\{(.*)\}$/, '$1'))
  if (list === undefined) return operands
  const script = splitShell(list.join(' '))?.script
  return script !== undefined && list.at(-1) === script
    ? script
    : JSON.stringify(list).replaceAll('","', '", "')
}

/** `["a", "b"]`, or with blanks for commas as Go prints a list: `["a" "b"]`. */
function parseWordList(text: string): string[] | undefined {
  if (!/^\[\s*(?:"(?:[^"\\]|\\.)*"[\s,]*)*\]$/.test(text)) return undefined
  try {
    return [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([quoted]) => String(JSON.parse(quoted)))
  } catch {
    return undefined // Go escapes what JSON does not (\x1b, \a): better as it is than half read
  }
}

/** BuildKit prints Go's structure: `&{["CMD-SHELL" "curl -f localhost"] "30s" "3s" "0s" "0s" '\x03'}`. */
function readableHealthcheck(operands: string): string {
  if (!operands.endsWith('}')) return operands
  const [, list, interval, timeout] =
    /^&\{(\[.*?\](?=\s"))(?:\s"(\w+)")?(?:\s"(\w+)")?.*\}$/s.exec(operands) ?? []
  const words = list === undefined ? undefined : parseWordList(list)
  if (words === undefined) return operands
  const [kind, ...command] = words
  if (kind === 'NONE') return 'NONE'
  const options = [option('interval', interval), option('timeout', timeout)].join('')
  const readable = kind === 'CMD-SHELL' ? command.join(' ') : readableCommand(JSON.stringify(command))
  return `${options}CMD ${readable}`
}

function option(name: string, value: string | undefined): string {
  return value === undefined || value === '0s' ? '' : `--${name}=${value} `
}
