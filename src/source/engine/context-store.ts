import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { answerAt, parseAnswer, textAt } from './answer-fields.ts'
import { type Candidate, namedCandidate } from './candidates.ts'
import type { TlsChoice } from './endpoint.ts'

/** The context `docker context use` left in `config.json`; `null` without one. */
export async function readCurrentContext(dockerFolder: string): Promise<string | null> {
  const text = await readIfThere(`${dockerFolder}/config.json`)
  return text === null ? null : textAt(parseAnswer(text), 'currentContext')
}

/**
 * The engine a context of docker's client names: `contexts/meta/<sha256 of the name>/meta.json`, its certificates in
 * `contexts/tls/<the same>/docker/`. A context that does not exist is told, never silently the default.
 */
export async function readContext(
  dockerFolder: string,
  name: string,
  because: string,
  platform: string,
): Promise<Candidate> {
  const id = createHash('sha256').update(name).digest('hex')
  const file = `${dockerFolder}/contexts/meta/${id}/meta.json`
  const unusable = (problem: string): Candidate => ({ kind: 'unusable', address: name, because, problem })

  const text = await readIfThere(file)
  if (text === null) return unusable(await missingContext(dockerFolder))
  const meta = parseAnswer(text)
  if (meta === null) return unusable(`${file} is not a JSON object; make the context again`)
  const docker = answerAt(answerAt(meta, 'Endpoints'), 'docker')
  const host = textAt(docker, 'Host')
  if (!host) return unusable(`${file} names no Endpoints.docker.Host; make the context again`)
  const tls = await contextTls(
    `${dockerFolder}/contexts/tls/${id}/docker`,
    docker?.['SkipTLSVerify'] === true,
  )
  return namedCandidate(host, `${because} "${name}"`, tls, platform)
}

async function contextTls(folder: string, skipVerify: boolean): Promise<TlsChoice> {
  const present = await stat(folder).then(
    found => found.isDirectory(),
    () => false,
  )
  if (!present && !skipVerify) return { kind: 'off' }
  return { kind: 'on', folder: present ? folder : null, verify: !skipVerify }
}

async function missingContext(dockerFolder: string): Promise<string> {
  const names = await contextNames(dockerFolder)
  const present = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`
  return `no such context in ${dockerFolder}/contexts: ${present}, and default`
}

async function contextNames(dockerFolder: string): Promise<string[]> {
  const folder = `${dockerFolder}/contexts/meta`
  const ids = await readdir(folder).catch(() => [])
  const metas = await Promise.all(ids.map(id => readIfThere(`${folder}/${id}/meta.json`)))
  return metas.flatMap(text => textAt(text === null ? null : parseAnswer(text), 'Name') ?? []).sort()
}

/** Anything that cannot be read counts as absent, as in docker's client. */
async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}
