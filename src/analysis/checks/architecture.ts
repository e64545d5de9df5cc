import type { Finding } from '../../image/finding.ts'
import { formatPlatform } from '../../image/platform.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { fitOf, machineOf } from '../start/elf-machine.ts'
import { type ElfProgram, elfPrograms } from '../start/elf-programs.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, lookedAtOr, startUnknown } from './check.ts'

/** An ELF file must be for the image's architecture, or for one its kernel runs too. */
export const architecture: Check = {
  name: 'architecture',
  run(subject) {
    const files = elfPrograms(subject.programs)
    const words = files.map(({ path, elf }) => `${plainName(path)} is for ${machineOf(elf).architecture}`)
    return {
      lookedAt: lookedAtOr(
        words.length === 0 ? '' : `${words.join(', ')}; the image is ${formatPlatform(subject.platform)}`,
        'no ELF file',
      ),
      findings: files.flatMap(file => problem(subject, file)),
    }
  },
}

function problem({ platform }: Subject, { path, elf }: ElfProgram): readonly Finding[] {
  const fit = fitOf(elf, platform)
  const name = plainName(path)
  const image = formatPlatform(platform)
  switch (fit.kind) {
    case 'fits':
      return []
    case 'compatible':
      return [
        finding('compatibleArchitecture', 'note', {
          path,
          message: `${name} is built for ${fit.architecture}, the image is ${image}: it needs ${fit.needs}.`,
        }),
      ]
    case 'foreign':
      return [
        finding('wrongArchitecture', 'error', {
          path,
          message: `${name} is built for ${fit.architecture}, the image is ${image}: the kernel refuses it unless an emulator is registered.`,
          evidence: [
            `ELF machine ${elf.machine}, ${elf.class} bit, ${elf.littleEndian ? 'little' : 'big'} endian`,
          ],
          ...(elf.go === null
            ? {}
            : { fix: `RUN GOOS=${platform.os} GOARCH=${platform.architecture} go build` }),
        }),
      ]
    case 'unknown':
      return [
        startUnknown(
          `Whether ${image} runs ${name}, built for ${machineOf(elf).architecture}, is not known.`,
          path,
        ),
      ]
    default:
      return fit satisfies never
  }
}
