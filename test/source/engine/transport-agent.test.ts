import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { TransportAgent } from '../../../src/source/engine/transport-agent.ts'

test('written out for a log it is one word: neither sockets nor keys', () => {
  const agent = new TransportAgent({
    kind: 'socket',
    endpoint: { kind: 'unix', path: '/run/docker.sock' },
    tls: null,
  })
  expect(inspect({ agent }, { showHidden: true, depth: null })).toBe('{ agent: TransportAgent }')
})
