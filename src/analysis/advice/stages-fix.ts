import { fromText } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { inodePlace, typeOf } from '../../tree/tree-view.ts'
import { execForm } from '../dockerfile-words.ts'
import { type ImageRoot, textAt } from '../start/image-root.ts'
import { type Subject, subjectOf } from '../start/subject.ts'
import type { AdviceSubject } from './advice-subject.ts'
import { codeName, lines } from './words.ts'

/** Two stages for this very image: what is there builds, and only what runs is copied into the second. */
export function stagesFix(subject: AdviceSubject): string {
  const start = subjectOf(subject.analysis)
  const { root } = start.place
  const { workingDirectory, user, entrypoint, command } = start.config
  const own = ownProgram(subject, start)
  const folder = workingDirectory === '' ? '/app' : codeName(fromText(workingDirectory))
  return lines(
    'Build in one stage, and copy what runs into a second one:',
    `FROM ${subject.analysis.base?.name ?? '…'} AS build`,
    '# … every instruction as it is now, and below them:',
    `FROM ${own?.isStatic === true ? 'scratch' : (runtimeBase(root) ?? '…')}`,
    ...(own?.isStatic === true && hasFile(root, CERTIFICATES) ? [copyLine(CERTIFICATES)] : []),
    copyLine(own?.path ?? folder),
    ...(workingDirectory === '' ? [] : [`WORKDIR ${codeName(fromText(workingDirectory))}`]),
    ...(user === '' ? [] : [`USER ${codeName(fromText(user))}`]),
    ...commandLines('ENTRYPOINT', entrypoint),
    ...commandLines('CMD', command),
  )
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'

function copyLine(path: string): string {
  return `COPY --from=build ${path} ${path}`
}

function commandLines(keyword: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${keyword} ${execForm(words)}`]
}

/** The program the image starts, when it is one file that a step above the toolchain's made. */
function ownProgram(subject: AdviceSubject, { programs, place }: Subject): OwnProgram | null {
  const program = programs.find(({ role }) => role === 'process' || role === 'command')
  if (program?.lookUp.kind !== 'found' || program.format?.kind !== 'elf') return null
  const inode = inodePlace(place.root.view, program.lookUp.node)
  if (inode === null || inode.layer < subject.firstOwn || bringsToolchain(subject, inode.layer)) return null
  const { elf } = program.format
  return {
    path: codeName(program.lookUp.path),
    isStatic: elf.interpreter === null && elf.needed.length === 0,
  }
}

interface OwnProgram {
  readonly path: string
  readonly isStatic: boolean
}

/** Such a layer holds the programs of packages, not the one that was built. */
function bringsToolchain({ shipped }: AdviceSubject, layer: number): boolean {
  return shipped.some(part => part.place.role === 'toolchain' && part.layer === layer)
}

function hasFile(root: ImageRoot, path: string): boolean {
  const followed = followPath(root.view, parseTreePath(fromText(path)), 'follow')
  return followed.kind === 'found' && typeOf(root.view, followed.node) === 'file'
}

/** The distribution again, at its smallest. */
function runtimeBase(root: ImageRoot): string | undefined {
  const release = textAt(root, fromText('/etc/os-release'))
  if (release.kind !== 'text') return undefined
  const word = (key: string) => new RegExp(`^${key}="?([\\w.-]+)"?$`, 'm').exec(release.content)?.[1]
  const [id, version, codename] = [word('ID'), word('VERSION_ID'), word('VERSION_CODENAME')]
  if (id === 'debian' && codename !== undefined) return `debian:${codename}-slim`
  if (id === 'alpine' && version !== undefined) return `alpine:${version.split('.').slice(0, 2).join('.')}`
  return id === undefined || version === undefined
    ? undefined
    : `${id}:${version}${id === 'debian' ? '-slim' : ''}`
}
