import { userInfo } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { cacheFolder, homeFolder, thisMachine } from '../../../src/source/engine/environment.ts'

afterEach(() => vi.unstubAllEnvs())

test('an empty HOME leads to the folder the user database names, never to where the shell stands', () => {
  vi.stubEnv('HOME', '')
  vi.stubEnv('XDG_CACHE_HOME', '')
  expect(cacheFolder(thisMachine())).toBe(`${userInfo().homedir}/.cache/layerscope`)
})

test('a user the machine does not know has the home that container runtimes give it', () => {
  const unknown = () => {
    throw new Error('uv_os_homedir returned ENOENT')
  }
  expect(homeFolder([unknown, unknown])).toBe('/')
  expect(homeFolder([unknown, () => '/home/me'])).toBe('/home/me')
})
