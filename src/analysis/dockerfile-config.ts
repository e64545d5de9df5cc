import type { ImageConfig } from '../image/config.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { DockerfileLine } from './dockerfile-instruction.ts'
import { execForm } from './dockerfile-words.ts'

/** What the config says and no step of the history set: by `docker import --change`, Kaniko, Jib, or an edited image. */
export function configLines({ config, steps }: ImageDocuments): DockerfileLine[] {
  const instructions = steps.map(({ instruction }) => instruction)
  const missing = settings(config).filter(([pattern]) => !instructions.some(each => pattern.test(each)))
  if (missing.length === 0) return []
  return [
    { kind: 'comment', text: '# Set in the config, though no step says so:' },
    ...missing.map(([, text]): DockerfileLine => ({ kind: 'instruction', text })),
  ]
}

/** Each setting: what a step that made it begins with, and the line that would make it. */
function settings(config: ImageConfig): (readonly [RegExp, string])[] {
  const { environment, workingDirectory, user, entrypoint, command } = config
  return [
    ...environment
      .filter(each => each !== DEFAULT_PATH)
      .map(
        each =>
          [
            new RegExp(`^ENV (?:.*\\s)?${escaped(each.split('=', 1)[0] ?? '')}[= ]`, 's'),
            envLine(each),
          ] as const,
      ),
    ...(workingDirectory === '' || workingDirectory === '/'
      ? []
      : [[/^WORKDIR /, `WORKDIR ${workingDirectory}`] as const]),
    ...(user === '' ? [] : [[/^USER /, `USER ${user}`] as const]),
    ...(entrypoint.length === 0 ? [] : [[/^ENTRYPOINT /, `ENTRYPOINT ${execForm(entrypoint)}`] as const]),
    ...(command.length === 0 ? [] : [[/^CMD /, `CMD ${execForm(command)}`] as const]),
  ]
}

/** BuildKit puts it into every image. */
const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function envLine(variable: string): string {
  const at = variable.indexOf('=')
  const value = variable.slice(at + 1)
  return `ENV ${variable.slice(0, at)}=${/^[\w./:@%+,-]*$/.test(value) ? value : JSON.stringify(value).replaceAll('$', '\\$')}`
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
