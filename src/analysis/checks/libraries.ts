import { type ByteString, byteString } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { chooseLoader } from '../start/choose-loader.ts'
import { fitOf, machineOf, sameMachine } from '../start/elf-machine.ts'
import { type ElfProgram, elfPrograms } from '../start/elf-programs.ts'
import { openLibrary } from '../start/library-file.ts'
import { configuredDirectories } from '../start/loader-config.ts'
import { directoryOf, type LibraryProblem, searchLibraries } from '../start/shared-libraries.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, type NotLooked, startUnknown } from './check.ts'
import { versionFindings } from './missing-versions.ts'

/** Every library a program needs, and these need in turn, must be where its loader looks, and new enough. */
export const libraries: Check = {
  name: 'libraries',
  run(subject) {
    const searched = elfPrograms(subject.programs).flatMap(file => search(subject, file))
    return {
      lookedAt: searched.map(({ lookedAt }) => lookedAt).join(', ') || whyNone(subject),
      findings: searched.flatMap(({ findings }) => findings),
    }
  },
}

/** Which libraries a program gets is its loader's business: without one nobody can say. */
function whyNone({ programs }: Subject): NotLooked {
  const dynamic = elfPrograms(programs).find(({ loader }) => loader !== null)
  if (dynamic === undefined) return { because: 'nothing to check: no dynamic program' }
  return { because: `not checked: ${plainName(dynamic.path)} has no loader that could look for them` }
}

interface Searched {
  readonly lookedAt: string
  readonly findings: readonly Finding[]
}

function search(subject: Subject, file: ElfProgram): Searched[] {
  const { path, elf, loader } = file
  if (loader?.lookUp.kind !== 'found' || fitOf(elf, subject.platform).kind === 'foreign') return []
  if (loader.format?.kind === 'elf' && !sameMachine(loader.format.elf, elf)) return []
  const name = plainName(path)
  const chosen = chooseLoader(subject.place, elf, loader.name, loader.lookUp)
  if (chosen.kind === 'unknown') {
    const message = `Which libraries ${name} gets is not known: ${chosen.why}.`
    return [{ lookedAt: `${name}, by a loader not known`, findings: [startUnknown(message, path)] }]
  }
  const { found, problems, versions, unseen } = searchLibraries(
    { path, elf, origin: directoryOf(path), loadedBy: null },
    chosen.loader,
  )
  const cut = elf.complete ? unseen.map(plainName) : [name, ...unseen.map(plainName)]
  const findings = [
    ...problems.map(problem => problemFinding(subject, file, problem)),
    ...versionFindings(versions),
  ]
  return [
    {
      lookedAt: `${name} with ${found} ${found === 1 ? 'library' : 'libraries'}, by the rules of ${chosen.kind}`,
      findings: cut.length === 0 ? findings : [...findings, unseenFinding(cut)],
    },
  ]
}

function unseenFinding(names: readonly string[]): Finding {
  return startUnknown(
    `What ${names.join(', ')} need is not known: something is mounted there, or their headers were not kept in full.`,
  )
}

function problemFinding(subject: Subject, file: ElfProgram, problem: LibraryProblem): Finding {
  const name = plainName(problem.name)
  if (INJECTED.test(problem.name)) {
    return finding('injectedLibrary', 'note', {
      path: problem.neededBy,
      message: `${plainName(problem.neededBy)} needs ${name}, which the NVIDIA runtime puts into the container.`,
    })
  }
  const { unusable } = problem
  if (unusable !== null) return unusableFinding(file, problem, unusable)
  const configured = notInCache(subject, file, problem.name)
  if (configured !== null) {
    return finding('libraryNotInCache', 'error', {
      path: problem.neededBy,
      message: `${plainName(problem.neededBy)} needs ${name}: it is in ${configured}, which /etc/ld.so.conf names, but not in /etc/ld.so.cache, and only that is read.`,
      evidence: searchedWords(problem),
      fix: 'RUN ldconfig',
    })
  }
  const directory = plainName(
    problem.searched.findLast(each => each.startsWith('/')) ?? byteString('/usr/lib'),
  )
  const to = name.includes('/') ? name : `${directory}/${name}`
  return finding('missingLibrary', 'error', {
    path: problem.neededBy,
    message: `${plainName(problem.neededBy)} needs ${name}, which is nowhere its loader looks.`,
    evidence: searchedWords(problem),
    fix: `COPY --from=builder ${to} ${to}`,
  })
}

/** The driver's libraries come with the machine, not with the image. */
const INJECTED =
  /^lib(?:cuda|cudadebugger|nvidia-[\w-]+|nvcuvid|nvoptix|vdpau_nvidia|(?:GLX|EGL|GLESv2|GLESv1_CM)_nvidia)\.so/

function searchedWords({ searched }: LibraryProblem): string[] {
  return searched.length === 0 ? [] : [`looked in ${searched.map(plainName).join(', ')}`]
}

function unusableFinding(
  { elf }: ElfProgram,
  { name, neededBy }: LibraryProblem,
  unusable: NonNullable<LibraryProblem['unusable']>,
): Finding {
  const wanted = machineOf(elf).architecture
  const what =
    unusable.kind === 'foreign'
      ? `${plainName(unusable.path)} is for ${machineOf(unusable.elf).architecture}, not for ${wanted}`
      : unusable.kind === 'broken'
        ? `${plainName(unusable.path)} is no shared library`
        : 'what is there cannot be loaded'
  return finding('unusableLibrary', 'error', {
    path: neededBy,
    message: `${plainName(neededBy)} needs ${plainName(name)}, but ${what}.`,
  })
}

/** The directory of /etc/ld.so.conf that has the library, where glibc's own search does not. */
function notInCache({ place }: Subject, { elf }: ElfProgram, name: ByteString): string | null {
  const directory = configuredDirectories(place.root).find(
    each => openLibrary(place, byteString(`${each}/${name}`), elf).kind === 'library',
  )
  return directory === undefined ? null : plainName(directory)
}
