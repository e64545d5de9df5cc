import { expect, test } from 'vitest'
import { openImage } from '../../src/store/actions/open-image.ts'
import { createLayerscopeStore, perform } from '../../src/store/store.ts'
import { buildOf } from '../analysis/cache/builds.ts'
import { openApp } from '../screens/open-app.tsx'
import { read } from '../store/comparing.ts'

const STEPS = [
  '1 ::  :: bin/sh 120',
  '---',
  '1 :: RUN /bin/sh -c apt-get install -y golang # buildkit :: usr/bin/go 9000',
]
const BEFORE = buildOf(
  { builder: 'buildkit' },
  ...STEPS,
  '1 :: COPY . . # buildkit :: app/main.go 20 mode=0644',
)
const NOW = buildOf({ builder: 'buildkit' }, ...STEPS, '2 :: COPY . . # buildkit :: app/main.go 20 mode=0664')

test('somebody rebuilds, reads the image again, and learns that only the mode of a file was other', async () => {
  const opened = openImage(createLayerscopeStore({ columns: 80, rows: 24 }).getState(), 'api')
  const app = await openApp(read(opened, { api: BEFORE }))

  // there is nothing to explain yet, and it says what to do
  await app.press('x')
  expect(app.text()).toContain('No other build of this image was seen yet: r reads it again')

  // a build later
  await app.press('r')
  expect(app.effects).toEqual(['open api'])
  perform(app.store, state => read(openImage(state, 'api'), { api: NOW }))
  await app.until(text => text.includes('p shows what changed, x why.'))

  await app.press('x')
  expect(app.text()).toContain('OLD  api (before)')
  expect(app.text()).toContain('1 of 2 steps cached, 1 ran')
  expect(app.text()).toContain('first miss  COPY . .')
  expect(app.text()).toContain('The content is the same; only mode of 1 path differs')
  expect(app.text()).toContain('COPY --chmod=')

  // and back to the layers
  await app.press('escape')
  expect(app.text()).toContain('1 Layers')
})
