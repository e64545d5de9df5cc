import { byteString } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { nodeName } from '../../tree/overlay.ts'
import { childrenIn } from '../../tree/tree-view.ts'
import { ROOT_CREDENTIALS } from '../start/credentials.ts'
import { fitOf, machineOf, sameMachine } from '../start/elf-machine.ts'
import { type ElfProgram, elfPrograms } from '../start/elf-programs.ts'
import { shutOut } from '../start/look-up.ts'
import type { Program } from '../start/program-chain.ts'
import type { Subject } from '../start/subject.ts'
import { walk } from '../start/walk.ts'
import { type Check, finding, lookedAtOr, startUnknown } from './check.ts'
import { triedWords } from './words.ts'

/** A dynamic program is started by the ELF interpreter it names: without that file, "no such file or directory". */
export const loader: Check = {
  name: 'loader',
  run(subject) {
    const files = elfPrograms(subject.programs)
    return {
      lookedAt: lookedAtOr(files.map(loaderWords).join(', '), 'no ELF file'),
      findings: files.flatMap(file => problems(subject, file)),
    }
  },
}

function loaderWords({ path, loader }: ElfProgram): string {
  return loader === null
    ? `${plainName(path)} is static`
    : `${plainName(path)} asks for ${plainName(loader.name)}`
}

function problems(subject: Subject, { path, elf, loader }: ElfProgram): readonly Finding[] {
  if (!elf.complete && elf.interpreter === null) {
    return [
      startUnknown(`What ${plainName(path)} needs is not known: a part of its headers was not kept.`, path),
    ]
  }
  if (loader === null || fitOf(elf, subject.platform).kind === 'foreign') return []
  const { lookUp } = loader
  if (lookUp.kind === 'unknown')
    return [startUnknown(`The loader ${plainName(loader.name)} is mounted by the runtime.`)]
  if (lookUp.kind === 'notFound') {
    return shutOut(subject.place, lookUp) === undefined
      ? [missing(subject, { path, elf, loader }, loader)]
      : []
  }
  if (lookUp.kind !== 'found' || loader.format === null || loader.format.kind === 'unknown') return []
  if (loader.format.kind === 'elf' && sameMachine(loader.format.elf, elf)) return []
  return [
    finding('badLoader', 'error', {
      path: lookUp.path,
      message: `The loader of ${plainName(path)}, ${plainName(loader.name)}, is no ELF file for ${machineOf(elf).architecture}.`,
    }),
  ]
}

type DynamicProgram = Pick<ElfProgram, 'path' | 'elf' | 'loader'>

function missing(subject: Subject, { path, elf }: DynamicProgram, { name, lookUp }: Program): Finding {
  const wanted = plainName(name)
  const present = otherLoader(subject)
  const because = present === null ? '' : ` The image has ${present} instead: another C library.`
  return finding('missingLoader', 'error', {
    path,
    message: `${plainName(path)} is a dynamic program, but its loader ${wanted} is not in the image.${because}`,
    evidence: lookUp.kind === 'notFound' ? lookUp.tried.map(triedWords) : [],
    fix:
      elf.go === null
        ? `FROM ${wanted.includes('musl') ? 'alpine' : 'debian:stable-slim'}`
        : 'RUN CGO_ENABLED=0 go build',
  })
}

/** A loader of any kind in the usual directories, for the hint that the base has another C library. */
function otherLoader({ place }: Subject): string | null {
  const { view } = place.root
  for (const directory of ['/lib', '/lib64']) {
    const walked = walk(place.root, byteString(directory), 0, ROOT_CREDENTIALS)
    if (walked.kind !== 'found') continue
    const names = childrenIn(view, walked.node).map(node => nodeName(view.overlay, node))
    const found = names.find(name => /^ld-(?:musl|linux)/.test(name))
    if (found !== undefined) return `${directory}/${plainName(found)}`
  }
  return null
}
