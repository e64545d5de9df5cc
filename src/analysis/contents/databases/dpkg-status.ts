import { type InstalledPackage, installedPackage } from './installed-package.ts'

/**
 * The packages of /var/lib/dpkg/status, or the one of a file in `status.d` (deb822: paragraphs of `Field: value`, an
 * empty line between them, continuation lines indented). Removed packages of which configuration is left are none.
 */
export function parseDpkgStatus(bytes: Uint8Array): InstalledPackage[] {
  const packages: InstalledPackage[] = []
  for (const paragraph of utf8.decode(bytes).split(/\r?\n(?:[ \t]*\r?\n)+/)) {
    const fields = readFields(paragraph)
    const found = installedPackage(fields.get('package'), fields.get('version'), fields.get('architecture'))
    if (found !== undefined && isThere(fields.get('status'))) packages.push(found)
  }
  return packages
}

const utf8 = new TextDecoder()

function readFields(paragraph: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const [, name = '', value = ''] of paragraph.matchAll(WANTED)) fields.set(name.toLowerCase(), value)
  return fields
}

const WANTED = /^(Package|Version|Architecture|Status):[ \t]*(.*?)[ \t\r]*$/gim

/** `want flag state`. Whatever has been unpacked is there; files in `status.d` have no status. */
function isThere(status: string | undefined): boolean {
  const state = status?.split(/\s+/)[2]
  return state !== 'not-installed' && state !== 'config-files'
}
