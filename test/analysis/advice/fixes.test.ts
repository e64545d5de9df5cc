import { expect, test } from 'vitest'
import { layer } from '../../../fixtures/recipe/recipe.ts'
import { codeName } from '../../../src/analysis/advice/words.ts'
import { advise } from '../../../src/analysis/advise.ts'
import { fromText } from '../../../src/image/byte-string.ts'
import { imageOf, type StepRecipe } from '../../store/images.ts'

const BASE: StepRecipe = ['FROM (imported)', layer('usr/bin/sh 1000000 mode=0755')]

/** What to do about the finding of one kind, line by line. */
function fixOf(kind: string, ...steps: readonly StepRecipe[]): readonly string[] {
  const found = advise(imageOf([BASE, ...steps]).analysis).find(finding => finding.kind === kind)
  return found?.fix?.split('\n') ?? []
}

test('RUN steps from writer to killer become one, with the settings of between above', () => {
  const fix = fixOf(
    'wastedPackageLists',
    ['RUN apt-get update', layer('var/lib/apt/lists/P 500000')],
    ['ENV A=two words', null],
    ['RUN apt-get install -y "a && b"', layer('usr/bin/a 1')],
    ['RUN rm -rf /var/lib/apt/lists/*', layer('var/lib/apt/lists/.wh.P')],
  )
  expect(fix).toEqual([
    'Make one RUN of those of layers 1, 2 and 3:',
    'ENV A="two words"',
    'RUN apt-get update \\',
    ' && apt-get install -y "a && b" \\',
    ' && rm -rf /var/lib/apt/lists/*',
  ])
})

test('where something else stands between, the clean-up goes to the end of the first', () => {
  const fix = fixOf(
    'wastedPackageLists',
    ['RUN apt-get update && apt-get install -y a', layer('var/lib/apt/lists/P 500000')],
    ['COPY . .', layer('app/a 1')],
    ['RUN make && rm -rf /var/lib/apt/lists', layer('var/lib/apt/.wh.lists')],
  )
  expect(fix).toEqual([
    'Write the RUN of layer 1 so that it leaves nothing behind:',
    'RUN apt-get update \\',
    ' && apt-get install -y a \\',
    ' && rm -rf /var/lib/apt/lists/*',
  ])
})

test('RUN steps are not made one across another user, whose commands they would be', () => {
  const fix = fixOf(
    'deletedLater',
    ['RUN make', layer('tmp/out 500000')],
    ['USER app', null],
    ['RUN rm /tmp/out', layer('tmp/.wh.out')],
  )
  expect(fix.slice(1)).toEqual(['RUN make \\', ' && rm -rf /tmp/out'])
})

test('a script that would change what comes behind it stands in brackets', () => {
  const fix = fixOf(
    'deletedLater',
    ['RUN cd /tmp && make; ls', layer('tmp/out 500000')],
    ['RUN rm /tmp/out', layer('tmp/.wh.out')],
  )
  expect(fix.slice(1)).toEqual(['RUN ( cd /tmp && make; ls ) \\', ' && rm /tmp/out'])
})

test('a build cache is mounted, wherever it is used', () => {
  const fix = fixOf(
    'shippedPackageCache',
    ['RUN go mod download', layer('root/go/pkg/mod/a 500000')],
    ['COPY . .', layer('app/a 1')],
    ['RUN go build .', layer('app/b 1')],
  )
  expect(fix.slice(1)).toEqual([
    'RUN --mount=type=cache,target=/root/go/pkg/mod \\',
    '    go mod download',
    '# the mount of /root/go/pkg/mod also in the RUN of layer 3',
  ])
})

test('a cache that its own RUN deletes again is not mounted: what is mounted cannot be deleted', () => {
  const fix = fixOf(
    'wastedBuildCache',
    ['RUN go build .', layer('root/.cache/go-build/a 500000')],
    ['RUN rm -rf /root/.cache', layer('root/.wh..cache')],
  )
  expect(fix.slice(1)).toEqual(['RUN go build . \\', ' && rm -rf /root/.cache'])
})

// biome-ignore format: one case per line
test.each([
  ['apk update && apk add git', 'var/cache/apk/a 500000',        'RUN apk add --no-cache git'],
  ['pip install -r x',          'root/.cache/pip/a 500000',      'RUN pip install --no-cache-dir -r x'],
  ['dnf install -y git',        'var/cache/dnf/a 500000',        'RUN dnf install -y git \\'],
  ['npm ci',                    'root/.npm/a 500000',            'RUN npm ci \\'],
  ['cargo build',               'root/.cargo/registry/a 500000', 'RUN --mount=type=cache,target=/root/.cargo/registry \\'],
])('%s is written so that it leaves nothing', (script, line, expected) => {
  expect(fixOf('shippedPackageCache', [`RUN ${script}`, layer(line)])[1]).toBe(expected)
})

test('owner and mode are set where the files come in, as the chown spells them', () => {
  const fix = fixOf(
    'rewrittenMetadata',
    ['COPY --link --chown=0 . .', layer('app/a 500000', 'app/b 10')],
    [
      'RUN chown -R app:app /app && chmod -R 750 /app',
      layer('app/a 500000 owner=1:2 mode=0750', 'app/b 10 owner=1:2 mode=0750'),
    ],
  )
  expect(fix[1]).toBe('COPY --link --chown=app:app --chmod=0750 . .')
})

test('what the classic builder does not record is named by what came of it', () => {
  const sum = 'a'.repeat(64)
  const steps = (copied: string): StepRecipe[] => [
    [`/bin/sh -c #(nop) COPY ${copied} in /app `, layer('app/a 500000')],
    ['RUN chown 1:2 /app/a', layer('app/a 500000 owner=1:2')],
  ]
  expect(fixOf('rewrittenMetadata', ...steps(`dir:${sum}`))[1]).toBe('COPY --chown=1:2 . /app')
  expect(fixOf('rewrittenMetadata', ...steps(`file:${sum}`))[1]).toBe('COPY --chown=1:2 a /app')
})

test('what a COPY brought too much of is kept out of the context', () => {
  const copied: StepRecipe = ['COPY . .', layer('app/data/a 500000', 'app/data/b 500000', 'app/main 1')]
  const removed: StepRecipe = ['RUN rm -rf data', layer('app/.wh.data')]
  expect(fixOf('deletedLater', copied, removed)).toEqual([
    'Leave it out of the build context. In .dockerignore:',
    '**/data',
  ])
})

test('an archive is mounted for the RUN that unpacks it', () => {
  const fix = fixOf(
    'wastedArchive',
    ['COPY a.tar.gz /tmp/', layer('tmp/a.tar.gz 500000')],
    ['RUN tar xf /tmp/a.tar.gz -C /opt && rm /tmp/a.tar.gz', layer('tmp/.wh.a.tar.gz', 'opt/a 900000')],
  )
  expect(fix.slice(1)).toEqual([
    'RUN --mount=type=bind,source=a.tar.gz,target=/tmp/a.tar.gz \\',
    '    tar xf /tmp/a.tar.gz -C /opt',
  ])
})

test('a here-document is not taken apart', () => {
  const steps: StepRecipe[] = [
    ['RUN make\nrm x', layer('app/x 500000')],
    ['RUN rm app/x', layer('app/.wh.x')],
  ]
  expect(fixOf('deletedLater', ...steps)).toEqual([])
})

test('a name cannot put a line or a command into a fix', () => {
  const name = 'data;rm$IFS-rf~`x`'
  const steps: StepRecipe[] = [
    ['COPY . .', layer(`app/${name} 500000`)],
    [`RUN rm *`, layer(`app/.wh.${name}`)],
  ]
  expect(fixOf('deletedLater', ...steps)[1]).toBe('**/data?rm?IFS-rf~?x?')
  const hidden = codeName(fromText('/app/a\nRUN evil'))
  expect(hidden).toBe('/app/a?RUN?evil')
})
