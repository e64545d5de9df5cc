import { readFile, stat } from 'node:fs/promises'
import type { TlsChoice } from './endpoint.ts'

/** Certificates for a TLS connection, as PEM texts. */
export interface TlsMaterial {
  /** Who may vouch for the engine; `null`: the system's authorities. */
  readonly ca: string | null
  readonly cert: string | null
  readonly key: string | null
  readonly verify: boolean
}

/** Reads what `choice` names; `null` without TLS. A file that is missing is left out, as docker's client does; a missing folder throws. */
export async function readTlsMaterial(choice: TlsChoice): Promise<TlsMaterial | null> {
  if (choice.kind === 'off') return null
  const { folder, verify } = choice
  if (folder === null) return { ca: null, cert: null, key: null, verify }
  await stat(folder)
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map(name => readPem(`${folder}/${name}`)),
  )
  return { ca: ca ?? null, cert: cert ?? null, key: key ?? null, verify }
}

async function readPem(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
