import { expect, test } from 'vitest'
import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { advise } from '../../../src/analysis/advise.ts'
import type { Finding } from '../../../src/image/finding.ts'
import { type AdvisedStep, advisedImage } from './advised-image.ts'

const BASE: AdvisedStep = ['FROM (imported)', { name: 'usr/bin/sh', content: 'sh' }]
const BODY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'
const key = (name: string): EntryRecipe => ({
  name,
  content: ['-----BEGIN ', `PRIVATE KEY-----\n${BODY}\n`].join(''),
})
const gone = (name: string): EntryRecipe => ({ name, content: '' })

/** `error secretInImage 1`, one a secret. */
async function tell(...steps: readonly AdvisedStep[]): Promise<string[]> {
  const findings = advise(await advisedImage(BASE, ...steps))
  return secretsOf(findings).map(({ severity, kind, layer }) => `${severity} ${kind} ${layer}`)
}

function secretsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ kind }) => kind === 'secretInImage' || kind === 'secretInLowerLayer')
}

test('a key is told by what is in it, whatever it is called', async () => {
  expect(await tell(['COPY . .', key('app/notes.txt')])).toEqual(['error secretInImage 1'])
  expect(await tell(['COPY . .', { name: 'app/id_rsa', content: 'none' }])).toEqual([])
})

test('a deleted key is still in its layer', async () => {
  expect(await tell(['COPY . .', key('app/k')], ['RUN rm k', gone('app/.wh.k')])).toEqual([
    'error secretInLowerLayer 1',
  ])
})

test('a key that a chown copied is one key, brought by the step that brought it first', async () => {
  expect(
    await tell(['COPY . .', key('app/k')], ['RUN chown 1:1 k', { ...key('app/k'), uid: 1, gid: 1 }]),
  ).toEqual(['error secretInImage 1'])
})

test('keys in tests, documentation and packages are samples', async () => {
  expect(
    await tell(['RUN npm ci', key('app/node_modules/tls/test/key.pem'), key('usr/share/doc/x/key.pem')]),
  ).toEqual(['note secretInImage 1', 'note secretInImage 1'])
})

test('the fix lends the secret to the RUN that wrote it', async () => {
  const [found] = secretsOf(advise(await advisedImage(BASE, ['RUN fetch-with-key', key('root/.ssh/id')])))
  expect(found?.fix?.split('\n')).toEqual([
    'Revoke it, keep it out of the build context, and lend it to the one RUN that needs it:',
    '# docker build --secret id=id,src=id .',
    'RUN --mount=type=secret,id=id,target=/root/.ssh/id fetch-with-key',
    '# in .dockerignore:',
    '**/id',
  ])
})

test('a thousand of them are not told one by one', async () => {
  const keys = Array.from({ length: 60 }, (_, at) => key(`app/k${at}`))
  expect(await tell(['COPY . .', ...keys])).toHaveLength(51)
})
