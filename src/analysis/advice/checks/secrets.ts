import type { SecretSignature } from '../../../image/facts/fact.ts'
import { factOf } from '../../../image/facts/fact.ts'
import type { Finding } from '../../../image/finding.ts'
import { baseName, type TreePath } from '../../../image/tree-path.ts'
import { plainName } from '../../../tree/finding-tally.ts'
import type { Layer } from '../../../tree/layer.ts'
import { entryLength } from '../../../tree/layer-tree.ts'
import { nodePath } from '../../../tree/overlay.ts'
import type { PlaceRole } from '../../contents/place.ts'
import { placeAt } from '../../contents/places.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { codeName, countWords, lines, listWords, stepWords } from '../words.ts'

/** Keys and tokens by what is in the file, not by what it is called; in whatever layer. One finding a path. */
export const secrets: AdviceCheck = subject => {
  const versions = subject.analysis.layers.flatMap(layer => secretsOf(subject, layer))
  const found = [...Map.groupBy(versions, ({ node }) => node).values()].flatMap(each =>
    findingOf(subject, each),
  )
  return found.length <= TOLD ? found : [...found.slice(0, TOLD), moreOf(found.slice(TOLD))]
}

/** Nobody reads more of them one by one. */
const TOLD = 50

function moreOf(more: readonly Finding[]): Finding {
  const worst = more.some(({ severity }) => severity === 'error') ? 'error' : 'note'
  return advice('secretInImage', worst, {
    message: `${countWords(more.length, 'more file')} with keys or tokens.`,
  })
}

/** One version of a path that holds some. */
interface Secret {
  readonly node: number
  readonly layer: number
  /** The layer that removed its last path; -1 while one is left. */
  readonly killer: number
  readonly bytes: number
  readonly signatures: readonly SecretSignature[]
}

function secretsOf({ analysis: { overlay }, container }: AdviceSubject, layer: Layer): Secret[] {
  if (layer.kind !== 'read' || layer.index === container) return []
  return [...layer.facts.byEntry.keys()].flatMap(row => {
    const fact = factOf(layer.facts, row, 'secret')
    const inode = (overlay.entryStarts[layer.index] ?? 0) + row
    const node = overlay.homes[inode] ?? -1
    if (fact === undefined || node < 0) return []
    const bytes = entryLength(layer.tree, row)
    const killer = overlay.killedBy[inode] ?? -1
    return [{ node, layer: layer.index, killer, bytes, signatures: fact.signatures }]
  })
}

/** Of the versions of a path: still there, or in lower layers only. */
function findingOf(subject: AdviceSubject, versions: readonly Secret[]): Finding[] {
  const [first] = versions
  const last = versions.at(-1)
  if (first === undefined || last === undefined) return []
  const { node, layer, bytes, signatures } = first
  const path = nodePath(subject.analysis.overlay, node)
  const isSample = isPublicSample(subject, node, layer, path)
  const what = capitalised(listWords(signatures.map(each => SIGNATURES[each])))
  const told = `${what} in ${plainName(path)}, written by ${stepWords(subject, layer)}`
  const remark = isSample ? ' It looks like the public sample of a package.' : ''
  const killed = `removed by ${stepWords(subject, last.killer)}: the layer still holds it, and everyone who pulls can read it`
  const isLive = versions.some(({ killer }) => killer < 0)
  return [
    advice(isLive ? 'secretInImage' : 'secretInLowerLayer', isSample ? 'note' : 'error', {
      ...{ layer, path, bytes },
      message: isLive ? `${told}.${remark}` : `${told}, ${killed}.${remark}`,
      fix: isSample ? SAMPLE_FIX : mountFix(path, subject, layer),
    }),
  ]
}

const SAMPLE_FIX = 'Look at it (layerscope cat): a sample that a package brings is no secret.'

const SIGNATURES = {
  privateKey: 'a private key',
  awsAccessKey: 'an AWS access key',
  githubToken: 'a GitHub token',
  slackToken: 'a Slack token',
  gcpServiceAccount: 'a key of a Google service account',
  npmToken: 'an npm token',
} as const satisfies Record<SecretSignature, string>

/** Keys in tests, documentation and installed packages are public, and there on purpose. */
function isPublicSample(
  { places, firstOwn }: AdviceSubject,
  node: number,
  layer: number,
  path: TreePath,
): boolean {
  const place = placeAt(places, node)
  return layer < firstOwn || (place !== null && SAMPLE_ROLES.has(place.role)) || SAMPLE_DIRECTORY.test(path)
}

const SAMPLE_ROLES: ReadonlySet<PlaceRole> = new Set([
  ...(['tests', 'docs', 'toolchain', 'runtime', 'dependencies', 'packageCache', 'buildCache'] as const),
])
const SAMPLE_DIRECTORY = /\/(?:__tests__|demos?|docs?|examples?|fixtures|samples?|spec|test_?data|tests?)\//i

function mountFix(path: TreePath, { steps }: AdviceSubject, layer: number): string {
  const name = codeName(baseName(path))
  const step = steps[layer]
  const script =
    step?.keyword === 'RUN' && !step.operands.includes('\n') ? step.operands : '# … the command that needs it'
  return lines(
    'Revoke it, keep it out of the build context, and lend it to the one RUN that needs it:',
    `# docker build --secret id=${idOf(name)},src=${name} .`,
    `RUN --mount=type=secret,id=${idOf(name)},target=${codeName(path)} ${script}`,
    '# in .dockerignore:',
    `**/${name}`,
  )
}

function idOf(name: string): string {
  const id = name.replace(/[^\w.-]/g, '').replace(/^\.+/, '')
  return id === '' ? 'secret' : id
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
