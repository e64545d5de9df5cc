import { describe, expect, test } from 'vitest'
import { matchSteps } from '../../../src/image/steps.ts'
import { readEngineHistory } from '../../../src/source/engine/engine-history.ts'

type Row = [createdBy: string, bytes: number]

const classic: Row[] = [
  ['/bin/sh -c #(nop) ADD file:1 in /', 100],
  ['/bin/sh -c #(nop)  ENV A=1', 0],
  ['/bin/sh -c #(nop) WORKDIR /app', 0],
  ['/bin/sh -c true', 0],
  ['/bin/sh -c make', 7],
]

describe('steps without bytes', () => {
  // biome-ignore format: a table
  test.each<[layers: number, owners: (number | null)[], why: string]>([
    [4, [0, null, 1,    2,    3],    'all made a layer, as with BuildKit'],
    [2, [0, null, null, null, 1],    'none did, as when the classic builder drops empty ones'],
    [3, [0, null, null, 1,    2],    'one did: the RUN, as WORKDIR is the likelier to be empty'],
  ])('%i layers: %s (%s)', (layers, owners) => {
    expect(ownersOf(classic, layers)).toEqual(owners)
  })

  test('that cannot be told apart get no layer before the export tells', () => {
    const rows: Row[] = [
      ['RUN /bin/sh -c a', 5],
      ['RUN /bin/sh -c b', 0],
      ['RUN /bin/sh -c c', 0],
    ]
    expect(ownersOf(rows, 2)).toEqual([null, null, null])
  })
})

test('more steps with bytes than layers: no step gets a layer', () => {
  expect(ownersOf(classic, 1)).toEqual([null, null, null, null, null])
})

test('the newest comes first from an engine, the oldest first from us, times as in a config', () => {
  const history = readEngineHistory(
    [
      {
        CreatedBy: 'CMD ["sh"]',
        Created: 1_700_000_000,
        Size: 0,
        Comment: 'buildkit.dockerfile.v0',
        Id: '<missing>',
      },
      { CreatedBy: '', Created: 0, Size: 9, Comment: 'Imported from -', Id: '<missing>' },
    ],
    1,
  )
  expect(history).toEqual([
    {
      createdBy: '',
      created: '1970-01-01T00:00:00Z',
      comment: 'Imported from -',
      empty: false,
      reportedBytes: 9,
    },
    {
      createdBy: 'CMD ["sh"]',
      created: '2023-11-14T22:13:20Z',
      comment: 'buildkit.dockerfile.v0',
      empty: true,
      reportedBytes: 0,
    },
  ])
})

test('fields of another type are no reason to stop', () => {
  expect(readEngineHistory([{ CreatedBy: 1, Created: 'now', Size: '9' }], 0)).toEqual([
    { createdBy: '', created: null, comment: null, empty: true, reportedBytes: null },
  ])
})

function ownersOf(oldestFirst: readonly Row[], layers: number): (number | null)[] {
  const answers = oldestFirst
    .map(([CreatedBy, Size]) => ({ CreatedBy, Size, Created: 0, Comment: '' }))
    .toReversed()
  return matchSteps(readEngineHistory(answers, layers), layers).steps.map(({ layer }) => layer)
}
