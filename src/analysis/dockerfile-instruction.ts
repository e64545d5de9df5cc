import type { Step } from '../image/image.ts'
import type { Instruction } from '../image/instruction.ts'
import { baseName, type TreePath } from '../image/tree-path.ts'
import { plainName } from '../tree/finding-tally.ts'
import { nodePath } from '../tree/overlay.ts'
import { changeOf, changesView, shows, typeOf } from '../tree/tree-view.ts'
import type { Analysis } from './analysis.ts'
import { listForm, pairsForm } from './dockerfile-words.ts'

/** An instruction (several lines when it holds a here-document) or a comment. */
export interface DockerfileLine {
  readonly kind: 'comment' | 'instruction'
  readonly text: string
}

/** One step of a history as lines of a Dockerfile. */
export function dockerfileLines(
  analysis: Analysis,
  step: Step,
  { text, writesFiles }: Instruction,
): DockerfileLine[] {
  const [keyword = ''] = text.split(' ', 1)
  const operands = text.slice(keyword.length + 1)
  if (!step.empty && writesFiles && step.layer === null)
    return [comment(`Its layer is not known: ${oneLine(text)}`)]
  switch (keyword) {
    case 'RUN':
      return [instruction(runText(withoutNote(operands)))]
    case 'COPY':
    case 'ADD':
      return copyLines(analysis, step, keyword, operands)
    case 'ENV':
    case 'LABEL':
      return [instruction(`${keyword} ${pairsForm(operands)}`)]
    case 'SHELL':
    case 'VOLUME':
      return [
        instruction(
          `${keyword} ${listForm(operands, keyword === 'SHELL' ? analysis.documents.config.shell : [])}`,
        ),
      ]
    case 'FROM':
      return [comment('The files came as one archive (docker import).'), layerLine(step)]
    default:
      return PLAIN.has(keyword) ? [instruction(text)] : foreignLines(step, text)
  }
}

/** Keywords whose operands are recorded as they are written. */
const PLAIN: ReadonlySet<string> = new Set([
  ...[
    'ARG',
    'CMD',
    'ENTRYPOINT',
    'EXPOSE',
    'HEALTHCHECK',
    'MAINTAINER',
    'ONBUILD',
    'STOPSIGNAL',
    'USER',
    'WORKDIR',
  ],
])

function comment(text: string): DockerfileLine {
  return { kind: 'comment', text: `# ${text}` }
}

function instruction(text: string): DockerfileLine {
  return { kind: 'instruction', text }
}

/** The file that would bring the layer of a step, when nobody knows what made it. */
function layerLine({ layer }: Step): DockerfileLine {
  return layer === null ? comment('It made no layer.') : instruction(`ADD layer-${layer}.tar /`)
}

/** Build arguments stand behind a RUN for reading; here they are ARG lines of their own. */
function withoutNote(operands: string): string {
  return operands.replace(/ \(with [A-Za-z_]\w*=.*\)$/s, '')
}

/** A script of several lines was a here-document. */
function runText(script: string): string {
  if (!script.includes('\n')) return `RUN ${script}`
  let word = 'EOF'
  while (script.split('\n').includes(word)) word += '_'
  return `RUN <<'${word}'\n${script}\n${word}`
}

/** `COPY file:6ae5880beec6… in /app` of the classic builder; BuildKit records the names. */
function copyLines(analysis: Analysis, step: Step, keyword: string, operands: string): DockerfileLine[] {
  const [, options = '', kind, checksum = '', to = ''] = CHECKSUM.exec(operands) ?? []
  if (kind === undefined) return [instruction(`${keyword} ${operands}`)]
  const written = writtenFiles(analysis, step)
  const sources = kind === 'dir' ? ['.'] : sourceNames(step, written, kind === 'file')
  const target = sources.length > 1 && !to.endsWith('/') && to !== '.' ? `${to}/` : to
  return [
    comment(
      `Names of the sources are not recorded, only a checksum (${kind}:${checksum}) and what came of them:`,
    ),
    comment(writtenWords(written)),
    instruction(
      `${keyword} ${[options.trim(), ...sources.map(quoted), target].filter(word => word !== '').join(' ')}`,
    ),
  ]
}

const CHECKSUM = /^((?:--\S+ )*)(file|dir|multi):(\S+) in (\S.*)$/

/** A blank would end the name; `?` stands for any one character. */
function quoted(name: string): string {
  return name.replaceAll(' ', '?')
}

/** Regular files a step's layer wrote, bytewise. */
function writtenFiles({ overlay, layers }: Analysis, { layer }: Step): readonly TreePath[] {
  if (layer === null || layers[layer]?.kind !== 'read') return []
  const view = changesView(overlay, layer)
  const paths: TreePath[] = []
  for (let node = 1; node < view.versions.length; node++) {
    if (!shows(view, node) || typeOf(view, node) !== 'file' || changeOf(view, node) === 'removed') continue
    if (changeOf(view, node) !== 'unchanged') paths.push(nodePath(overlay, node))
  }
  return paths.sort()
}

/** More would be a listing; `layerscope ls --only-layer` gives one. */
const NAMES_SHOWN = 5

function writtenWords(paths: readonly TreePath[]): string {
  if (paths.length === 0) return '  no file'
  const names = paths.slice(0, NAMES_SHOWN).map(path => plainName(path))
  const more = paths.length - names.length
  return `  ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
}

/** A file may have been renamed on the way; its name in the image is the best there is. One that became many was an archive. */
function sourceNames({ layer }: Step, paths: readonly TreePath[], one: boolean): string[] {
  if (one && paths.length > 1) return [`layer-${layer}.tar`]
  const names = paths.slice(0, NAMES_SHOWN).map(path => plainName(baseName(path)))
  return names.length === 0 ? ['source'] : names
}

/** Words of Jib, Bazel, Nix …, or none. */
function foreignLines(step: Step, text: string): DockerfileLine[] {
  return [comment(`By another tool: ${oneLine(text)}`), layerLine(step)]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
