import { byteString, fromText } from '../../image/byte-string.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { childrenIn, typeOf } from '../../tree/tree-view.ts'
import { elfPrograms } from '../start/elf-programs.ts'
import type { StartPlace } from '../start/start-place.ts'
import type { Subject } from '../start/subject.ts'
import { walk } from '../start/walk.ts'
import { type Check, finding } from './check.ts'

/** Names of time zones mean something only with the zone data; without it programs stay at UTC, or fail. */
export const timeZones: Check = {
  name: 'time zones',
  run(subject) {
    const { place } = subject
    const found = folders(place).find(path => hasZones(place, path))
    const zone = place.environment.get('TZ')?.replace(/^:/, '')
    if (found !== undefined && (zone === undefined || hasZone(place, found, zone)))
      return { lookedAt: found, findings: [] }
    const need = zone !== undefined && isZoneName(zone) ? `the image sets TZ=${zone}` : goNeed(subject)
    if (found !== undefined && need === null) return { lookedAt: found, findings: [] }
    const what = found === undefined ? 'The image has no time zone data' : `${found} has no zone ${zone}`
    return {
      lookedAt: folders(place).join(', '),
      findings: [
        finding('noTimeZones', need === null ? 'note' : 'warning', {
          message: need === null ? `${what}.` : `${what}, and ${need}.`,
          fix: 'COPY --from=builder /usr/share/zoneinfo /usr/share/zoneinfo',
        }),
      ],
    }
  },
}

/** Where Go looks (time/zoneinfo_unix.go); C libraries know the first. */
const FOLDERS = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ', '/etc/zoneinfo']

function folders({ environment }: StartPlace): readonly string[] {
  const own = environment.get('ZONEINFO')
  return own ? [own, ...FOLDERS] : FOLDERS
}

/** A directory with something in it, or the zip file ZONEINFO may name. */
function hasZones({ root, who }: StartPlace, path: string): boolean {
  const walked = walk(root, byteString(`/${fromText(path)}`), 0, who)
  if (walked.kind !== 'found') return walked.kind === 'mounted'
  return typeOf(root.view, walked.node) === 'file' || childrenIn(root.view, walked.node).length > 0
}

function hasZone({ root, who }: StartPlace, folder: string, zone: string): boolean {
  if (!isZoneName(zone)) return true
  const { kind } = walk(root, byteString(`/${fromText(`${folder}/${zone}`)}`), 0, who)
  return kind === 'found' || kind === 'mounted'
}

/** `Europe/Berlin`; `UTC`, `UTC0` and `CET-1CEST` need no data. */
function isZoneName(zone: string): boolean {
  return /^[A-Za-z_]+\/[\w/+-]+$/.test(zone)
}

/** A Go program that can look up zones and did not bring them along (`time/tzdata`). */
function goNeed({ programs }: Subject): string | null {
  const needing = elfPrograms(programs).find(
    ({ elf: { go } }) => go?.linked?.loadsTimeZones && !go.linked.packages.includes('time/tzdata'),
  )
  return needing === undefined
    ? null
    : `${plainName(needing.path)} links time.LoadLocation without time/tzdata`
}
