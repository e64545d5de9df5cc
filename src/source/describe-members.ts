/** What an archive or directory that is no image seems to be, from the names in it. */
export function describeMembers(names: readonly string[], medium = 'a tar archive'): string {
  const tops = [...new Set(names.map(name => name.split('/')[0] ?? name))]
  if (tops.length === 0)
    return medium === 'a tar archive' ? 'an empty tar archive' : `${medium} that is empty`
  const rootNames = tops.filter(name => ROOT_FILESYSTEM.has(name))
  const shown = (rootNames.length >= 3 ? rootNames : tops).slice(0, 4)
  const list = tops.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ')
  return rootNames.length >= 3
    ? `${medium} of a root filesystem (${list})`
    : `${medium} without a manifest.json or index.json (${list})`
}

const ROOT_FILESYSTEM = new Set([
  'bin',
  'dev',
  'etc',
  'home',
  'lib',
  'proc',
  'root',
  'sbin',
  'sys',
  'usr',
  'var',
])

/** The end of the sentence that refuses a file. */
export const VALID_ARCHIVES =
  'an archive written by docker save (not docker export), podman save, Skopeo or BuildKit, plain or compressed with gzip or zstd'
