import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BuildLog, logTotals } from '../../../../src/analysis/cache/log/build-log.ts'
import { linesOfSteps, pairLogs } from '../../../../src/analysis/cache/log/line-up.ts'
import { BuildLogReader } from '../../../../src/analysis/cache/log/read-build-log.ts'
import { parseDockerfile } from '../../../../src/image/dockerfile/parse-dockerfile.ts'

const PLAIN = `#1 [internal] load build definition from Dockerfile
#1 sha256:c4bc92d239570cd5fa70beed07583054a23d8e372b9dcbb87d47d74dc5d79c17
#1 DONE 0.1s
#4 [builder 1/4] FROM docker.io/library/golang
#4 DONE 0.4s
#7 [builder 3/4] RUN go mod download
#5 [builder 2/4] COPY go.mod go.sum ./
#5 CACHED
#7 0.312 go: #5 DONE 9.9s is only output
#9 [stage-1 1/1] COPY --from=builder /server /server
#8 [builder 4/4] RUN go build -o /server .
#7 DONE 1.2s
#7 [builder 3/4] RUN go mod download
#8 ERROR: executor failed running [/bin/sh -c go build]: exit code: 2
#9 CANCELED
------
 > [builder 4/4] RUN go build -o /server .:
`

test('plain progress tells each step, in any order, whatever programs print between', () => {
  expect(drawn(read(PLAIN))).toEqual([
    'builder 2/4 cached 0s COPY go.mod go.sum ./',
    'builder 3/4 ran 1.2s RUN go mod download',
    'builder 4/4 failed ?s RUN go build -o /server .',
    'stage-1 1/1 canceled ?s COPY --from=builder /server /server',
  ])
  expect(read(PLAIN)).toMatchObject({ builder: 'buildkit', otherSeconds: 0.5, elapsedSeconds: null })
})

// biome-ignore format: one case per line
test.each([
  ['GitHub',      '2024-05-01T12:00:00.1234567Z '],
  ['gh run view', 'build\tBuild image\t2024-05-01T12:00:00.1234567Z '],
  ['GitLab',      '2024-05-01T12:00:00.123456Z 01O '],
  ['Jenkins',     '[2024-05-01T12:00:00.123Z] '],
  ['a clock',     '12:00:00  '],
  ['compose',     'api-1  | '],
  ['colours',     '\u001b[34m'],
])('what %s puts in front is taken off', (_who, prefix) => {
  const log = PLAIN.split('\n').map(line => `${prefix}${line}\u001b[0m\r`).join('\n')
  expect(drawn(read(log))).toEqual(drawn(read(PLAIN)))
})

test('what BuildKit draws on a terminal can be pasted', () => {
  const log = `[+] Building 12.3s (9/9) FINISHED
 => [internal] load build definition from Dockerfile                     0.0s
 => => transferring dockerfile: 42B                                      0.0s
 => CACHED [2/4] WORKDIR /app                                            0.0s
 => [3/4] COPY . .                                                       0.1s
 => [4/4] RUN go build                                                   1.0s
 => [4/4] RUN go build                                                   9.5s
 => exporting to image                                                   0.2s
`
  expect(drawn(read(log))).toEqual([
    '2/4 cached 0s WORKDIR /app',
    '3/4 ran 0.1s COPY . .',
    '4/4 ran 9.5s RUN go build',
  ])
})

const CLASSIC = `Sending build context to Docker daemon  8.704kB
Step 1/5 : FROM debian:bookworm AS builder
 ---> bdec23305105
Step 2/5 : ENV CGO_ENABLED=0
 ---> Using cache
 ---> 8519b1de6fb1
Step 3/5 : COPY . .
 ---> b5d13215ae32
Step 4/5 : RUN go build
 ---> Running in 559888a1f759
Step 9/9 of something else
Removing intermediate container 559888a1f759
 ---> e38343224f47
Step 5/5 : RUN false
 ---> Running in 559888a1f760
The command '/bin/sh -c false' returned a non-zero code: 1
`

test('the classic builder prints no seconds', () => {
  expect(drawn(read(CLASSIC))).toEqual([
    'builder 2/5 cached 0s ENV CGO_ENABLED=0',
    'builder 3/5 ran ?s COPY . .',
    'builder 4/5 ran ?s RUN go build',
    'builder 5/5 failed ?s RUN false',
  ])
  expect(logTotals(read(CLASSIC))).toEqual({ steps: 4, cached: 1, ran: 3, seconds: null })
})

test('but where lines have a time, a step takes until the next one begins', () => {
  const log = CLASSIC.split('\n')
    .map((line, at) => `2024-05-01T12:00:${String(at).padStart(2, '0')}Z ${line}`)
    .join('\n')
  expect(read(log).steps.map(({ seconds }) => seconds)).toEqual([0, 2, 5, null])
  expect(read(log).elapsedSeconds).toBe(16)
})

test('Buildah counts in capitals', () => {
  const log =
    'STEP 1/3: FROM alpine\nSTEP 2/3: RUN make\n--> Using cache 5cc3dbbf0123\n--> 5cc3dbbf0123\nSTEP 3/3: COPY . .\nCOMMIT x\n--> 1f6f0dcb8a45\n'
  expect(read(log)).toMatchObject({ builder: 'buildah' })
  expect(drawn(read(log))[0]).toBe('2/3 cached 0s RUN make')
})

test('a log that ends early leaves steps unfinished', () => {
  expect(drawn(read('#7 [2/2] RUN make\n#7 0.1 cc'))).toEqual(['2/2 unfinished ?s RUN make'])
})

test('two builds in one log are told one after the other', () => {
  const log = '#7 [2/2] RUN make\n#7 CACHED\n#7 [2/2] RUN other\n#7 DONE 3.0s\n'
  expect(drawn(read(log))).toEqual(['2/2 cached 0s RUN make', '2/2 ran 3s RUN other'])
})

test.each(['', 'hello\nworld', '#1 [internal] load\n#1 DONE 0.1s', 'Step by step : on we go'])(
  '%j is no log',
  text => {
    expect(readOrNull(text)).toBeNull()
  },
)

describe('hostile logs', () => {
  test('no text makes the reader fail, and nothing it tells goes beyond the text', () => {
    const piece = fc.constantFrom(
      '#1 [2/3] RUN a',
      '#1 CACHED',
      '#1 DONE 1.0s',
      '#1 DONE 99999999999s',
      'Step 1/2 : RUN x',
      ' ---> Using cache',
      ' ---> abcdefabcdef',
      '\u001b[',
      '\u001b]0;',
      '2024-99-99T99:99:99Z ',
      ' => CACHED [2/4] RUN x 0.0s',
      '#999999999999 [1/1] RUN',
      '\t',
      '[',
      ']',
      ' '.repeat(2000),
      '\r',
      'STEP 1: RUN y',
      '\uFEFF',
    )
    const line = fc.array(fc.oneof(piece, fc.string()), { maxLength: 6 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), lines => {
        const log = readOrNull(lines.join('\n'))
        for (const step of log?.steps ?? []) {
          expect(step.instruction).not.toBe('')
          expect(step.seconds ?? 0).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('steps are bounded', () => {
    const reader = new BuildLogReader()
    for (let at = 0; at < 30_000; at++) reader.add(`#${at} [1/1] RUN ${at}`)
    expect(reader.end()).toMatchObject({ isCut: true })
    expect(reader.end()?.steps.length).toBe(10_000)
  })
})

describe('lined up', () => {
  test('with the Dockerfile: by words, then by keyword, because a log has variables filled in', () => {
    const dockerfile = parseDockerfile(
      'FROM golang AS builder\nCOPY go.mod go.sum ./\nARG V\nRUN go mod \\\n  download\nRUN go build -o /$V .\nFROM scratch\nCOPY --from=builder /server /server\n',
      'Dockerfile',
    )
    const { steps } = read(PLAIN)
    const lines = linesOfSteps(steps, dockerfile)
    expect(steps.map(step => lines.get(step))).toEqual([2, 4, 6, 8])
  })

  test('with another log', () => {
    const other = read(
      PLAIN.replaceAll('RUN go mod download', 'RUN go mod download -x').replace('#5 CACHED', '#5 DONE 0.2s'),
    )
    const pairs = pairLogs(read(PLAIN), other).map(({ a, b }) => [a?.instruction, b?.instruction])
    expect(pairs[1]).toEqual(['RUN go mod download', 'RUN go mod download -x'])
    expect(pairs).toHaveLength(4)
  })
})

function read(text: string): BuildLog {
  const log = readOrNull(text)
  if (log === null) throw new Error('no log')
  return log
}

function readOrNull(text: string): BuildLog | null {
  const reader = new BuildLogReader()
  for (const line of text.split('\n')) reader.add(line)
  return reader.end()
}

/** `builder 2/4 cached 0s COPY go.mod go.sum ./`. */
function drawn({ steps }: BuildLog): string[] {
  return steps.map(({ stage, number, of, state, seconds, instruction }) =>
    `${stage} ${number}/${of} ${state} ${seconds ?? '?'}s ${instruction}`.trim(),
  )
}
