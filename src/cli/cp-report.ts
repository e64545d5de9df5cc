import type { ExtractReport } from '../content/extract/extract-to-disk.ts'
import type { ByteString } from '../image/byte-string.ts'
import { countOf } from '../report/amount.ts'
import { type DisplayText, displayName } from '../report/display-name.ts'
import type { Call } from './command.ts'
import type { ExitCode } from './surroundings.ts'

/** Says on standard error what a copy lacks; exit code 2 when files are missing that could have been there. */
export async function reportCopy(report: ExtractReport, { surroundings }: Call): Promise<ExitCode> {
  for (const note of copyNotes(report)) await surroundings.stderr.write(`${note}\n`)
  return report.taken.length === 0 ? 0 : 2
}

/** What a copy lacks, a sentence each. */
export function copyNotes({ devices, taken, xattrs, unowned }: ExtractReport): string[] {
  const notes: string[] = []
  if (devices.length > 0)
    notes.push(
      `Left out: ${countOf(devices.length, 'device or pipe', 'devices or pipes')} (${few(devices)}). A tar keeps them (DEST -).`,
    )
  if (xattrs > 0)
    notes.push(`Without their extended attributes: ${countOf(xattrs, 'path')}. A tar keeps them (DEST -).`)
  if (unowned > 0)
    notes.push(`With another owner: ${countOf(unowned, 'path')}, whose owner this system does not take.`)
  if (taken.length > 0)
    notes.push(
      `Not written: ${few(taken)}. This file system takes each for another file of the image, whose name differs in case or spelling only.`,
    )
  return notes
}

/** The first three. */
function few(names: readonly ByteString[]): string {
  const shown: DisplayText[] = names.slice(0, 3).map(displayName)
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`
}
