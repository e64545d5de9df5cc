import type { ContainerRecord, ContainerState } from '../../src/image/container.ts'

/** A container that ended well three minutes before its engine was asked; what a test is about is given. */
export function containerRecord(
  state: Partial<ContainerState> = {},
  rest: Partial<Omit<ContainerRecord, 'state'>> = {},
): ContainerRecord {
  return {
    name: 'web',
    id: 'c0ffee'.padEnd(64, '0'),
    image: 'api:1',
    layer: 1,
    state: {
      status: 'exited',
      exitCode: 0,
      oomKilled: false,
      error: null,
      restarts: 0,
      startedAt: '2026-01-02T10:00:00Z',
      finishedAt: '2026-01-02T10:00:10Z',
      memoryLimit: null,
      ...state,
    },
    mounts: [],
    log: { kind: 'lines', lines: [] },
    askedAt: '2026-01-02T10:03:10Z',
    ...rest,
  }
}
