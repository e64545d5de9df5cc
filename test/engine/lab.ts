import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { type Outcome, output, run, shell } from './run.ts'

/** The private Docker Engine of `.ci/engine/up`, with the course's images in it. */
export interface Lab {
  readonly socket: string
  /** TLS-verified listener of the same engine; `tls` holds ca.pem, cert.pem and key.pem of a client. */
  readonly tcp: { readonly host: string; readonly tls: string }
  /** Sockets of Docker 26 with the classic image store and with containerd's; `null` where that one does not run. */
  readonly newer: { readonly classic: string; readonly containerd: string } | null
  /** Variables that lead a client to the engine, and nothing of this machine that would lead it elsewhere. */
  readonly env: NodeJS.ProcessEnv
}

type Presence =
  | { readonly kind: 'running'; readonly lab: Lab }
  | { readonly kind: 'absent'; readonly why: string }

/** A `describe` that needs the engine: skipped, with the reason in its title, where none runs. */
export function describeWithLab(title: string, body: (lab: Lab) => void | Promise<void>): void {
  if (presence.kind === 'running') {
    const { lab } = presence
    describe(title, () => body(lab))
  } else {
    describe(`${title} (skipped: ${presence.why})`, () => test.skip('needs an engine', () => {}))
  }
}

/** Standard output of the docker client. */
export function docker(lab: Lab, ...args: string[]): Promise<string> {
  return output('/usr/bin/docker', args, { env: lab.env })
}

/** Gives one of the newer engines images of the lab; no test may count on another having done so. */
export async function copyImages(lab: Lab, socket: string, ...images: string[]): Promise<void> {
  const load = `DOCKER_HOST=unix://${socket} /usr/bin/docker load`
  await shell(`/usr/bin/docker save ${images.join(' ')} | ${load}`, { env: lab.env })
}

/** What `npm run build` makes, and people run. */
export const executable = resolve(import.meta.dirname, '../../dist/layerscope.js')

/** Runs the built executable in an environment: `lab.env` leads it to the lab's engine. */
export function layerscope(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cacheFolder = NO_CACHE,
): Promise<Outcome> {
  if (!existsSync(executable)) {
    throw new Error(`${executable} is missing: npm run build`)
  }
  return run(process.execPath, [executable, ...args], { env: { ...env, XDG_CACHE_HOME: cacheFolder } })
}

/** A folder of its own for the tests of one file, removed after them. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** This process's environment without what chooses an engine. */
export function neutralEnvironment(): NodeJS.ProcessEnv {
  const chosen = /^(DOCKER|CONTAINER)_/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !chosen.test(name)))
}

const presence = findLab()

function findLab(): Presence {
  const skip = process.env['LAYERSCOPE_LAB_SKIP']
  if (skip !== undefined) {
    return { kind: 'absent', why: skip }
  }
  const variables = { ...startedByHand(), ...process.env }
  const { LAYERSCOPE_LAB: folder, LAYERSCOPE_LAB_PORT: port } = variables
  if (folder === undefined || port === undefined || !existsSync(join(folder, 'docker.sock'))) {
    return {
      kind: 'absent',
      why: 'no lab is running; `npm run test:engine` starts one, `.ci/engine/up` keeps one',
    }
  }
  return { kind: 'running', lab: describeLab(folder, port, variables) }
}

function describeLab(folder: string, port: string, variables: NodeJS.ProcessEnv): Lab {
  const socket = join(folder, 'docker.sock')
  const { LAYERSCOPE_LAB_CLASSIC: classic, LAYERSCOPE_LAB_CONTAINERD: containerd } = variables
  return {
    socket,
    tcp: { host: `tcp://127.0.0.1:${port}`, tls: join(folder, 'tls/client') },
    newer: classic === undefined || containerd === undefined ? null : { classic, containerd },
    env: {
      ...neutralEnvironment(),
      DOCKER_HOST: `unix://${socket}`,
      DOCKER_CONFIG: join(folder, 'config'),
    },
  }
}

/** The variables that `.ci/engine/up` left in its cache for whoever comes by. */
function startedByHand(): NodeJS.ProcessEnv {
  const cache =
    process.env['LAYERSCOPE_LAB_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'layerscope-lab')
  const file = join(cache, 'lab.env')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return Object.fromEntries(
    lines.flatMap(line => [...line.matchAll(/^export (\w+)=(.*)$/g)].map(([, name, value]) => [name, value])),
  )
}

/** A folder nobody can make: what one test has read another reads again. */
const NO_CACHE = '/dev/null/cache'
