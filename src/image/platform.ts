/** What an image was built for, in the OCI spelling. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant: string | null
}

/** `linux/arm/v7` as the user types it, or `undefined` when it does not have two or three parts. */
export function parsePlatform(text: string): Platform | undefined {
  const [os, architecture, variant, ...rest] = text.split('/')
  if (!os || !architecture || variant === '' || rest.length > 0) return undefined
  return {
    os,
    architecture: ARCHITECTURE_ALIASES.get(architecture) ?? architecture,
    variant: variant ?? null,
  }
}

/** What people (and `uname -m`) call architectures, in the spelling of Go and OCI. */
const ARCHITECTURE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'amd64'],
  ['x64', 'amd64'],
  ['aarch64', 'arm64'],
  ['ia32', '386'],
  ['i386', '386'],
])

/** The platform images run on here: this machine's architecture, on linux. */
export function hostPlatform(architecture: string): Platform {
  return { os: 'linux', architecture: ARCHITECTURE_ALIASES.get(architecture) ?? architecture, variant: null }
}

export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = platform
  return variant === null ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`
}

/** Whether an image for `offered` answers a wish for `wanted`; a wish without a variant takes any. */
export function satisfiesPlatform(offered: Platform, wanted: Platform): boolean {
  return (
    offered.os === wanted.os &&
    offered.architecture === wanted.architecture &&
    (wanted.variant === null || wanted.variant === (offered.variant ?? impliedVariant(offered.architecture)))
  )
}

/** arm64 means v8 when nothing is said (containerd's platform normalisation). */
function impliedVariant(architecture: string): string | null {
  return architecture === 'arm64' ? 'v8' : null
}
