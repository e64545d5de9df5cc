import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headline, readInstruction } from '../../src/image/instruction.ts'

const SHA = '73e2b2d48642b21b357384b0cb81c1869cc5e0c48a00f61553756196058304b9'

// biome-ignore format: one case per line
describe.each<[builder: string, cases: [createdBy: string, text: string][]]>([
  ["Docker's classic builder", [
    ['/bin/sh -c apt-get update',                                            'RUN apt-get update'],
    ['/bin/sh -c apt-get update \t&& apt-get   install \t  curl',            'RUN apt-get update && apt-get install curl'],
    ['/bin/sh -c echo "a   b" \'c   d\'   e',                                'RUN echo "a   b" \'c   d\' e'],
    ["/bin/sh -c echo it\\'s   fine",                                        "RUN echo it\\'s fine"],
    ['/bin/sh -c #(nop)  ENV PATH=/go/bin:/usr/bin',                         'ENV PATH=/go/bin:/usr/bin'],
    ['/bin/sh -c #(nop) WORKDIR /app',                                       'WORKDIR /app'],
    [`/bin/sh -c #(nop) COPY file:${SHA} in /bin/busybox `,                  'COPY file:73e2b2d48642… in /bin/busybox'],
    [`/bin/sh -c #(nop) COPY multi:${SHA} in ./ `,                           'COPY multi:73e2b2d48642… in ./'],
    [`/bin/sh -c #(nop) ADD file:${SHA} in / `,                              'ADD file:73e2b2d48642… in /'],
    ['/bin/sh -c #(nop)  CMD ["sh"]',                                        'CMD ["sh"]'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "node app.js"]',                'CMD node app.js'],
    ['/bin/sh -c #(nop)  ENTRYPOINT ["/entry.sh" "--x"]',                    'ENTRYPOINT ["/entry.sh", "--x"]'],
    ['/bin/sh -c #(nop)  ENTRYPOINT &{["/entry"]}',                          'ENTRYPOINT ["/entry"]'],
    ['/bin/sh -c #(nop)  EXPOSE 8080',                                       'EXPOSE 8080'],
    ['/bin/sh -c #(nop) EXPOSE map[80/tcp:{} 443/tcp:{}]',                   'EXPOSE 80/tcp 443/tcp'],
    ['/bin/sh -c #(nop)  ARG VERSION=1',                                     'ARG VERSION=1'],
    ['|1 VERSION=1.2 /bin/sh -c make',                                       'RUN make (with VERSION=1.2)'],
    ['|2 A=1 B=two words /bin/sh -c make  all',                              'RUN make all (with A=1, B=two words)'],
    ['|1 A=x=y B=c /bin/sh -c make',                                         'RUN make (with A=x=y B=c)'],
    ['|1 A=1 /bin/sh -c #(nop) COPY a b',                                    'COPY a b'],
    ['|0 /bin/sh -c make',                                                   'RUN make'],
  ]],
  ['a shell the Dockerfile chose', [
    ['/bin/busybox sh -c #(nop)  ENV PORT=8080',                             'ENV PORT=8080'],
    ['/bin/busybox sh -c mkdir /x',                                          'RUN mkdir /x'],
    ['/bin/bash -o pipefail -c curl x | sh',                                 'RUN curl x | sh'],
    ['/bin/bash -euxo pipefail -c make',                                     'RUN make'],
    ['/bin/ash -eo pipefail -c make',                                        'RUN make'],
    ['/usr/bin/env bash',                                                    '/usr/bin/env bash'],
    ['cmd /S /C #(nop)  ENV A=1',                                            'ENV A=1'],
    ['cmd /S /C dir',                                                        'RUN dir'],
    ["powershell -Command $ErrorActionPreference = 'Stop'; dir",             "RUN $ErrorActionPreference = 'Stop'; dir"],
    ['powershell -NoProfile -ExecutionPolicy Bypass -Command dir',           'RUN dir'],
  ]],
  ['BuildKit', [
    ['RUN /bin/sh -c apt-get update # buildkit',                             'RUN apt-get update'],
    ['RUN /bin/sh -c echo "# buildkit" # buildkit',                          'RUN echo "# buildkit"'],
    ['RUN |2 A=1 B=2 /bin/bash -o pipefail -c make # buildkit',              'RUN make (with A=1, B=2)'],
    ['RUN --mount=type=cache,target=/x --network=none /bin/sh -c make # buildkit', 'RUN --mount=type=cache,target=/x --network=none make'],
    ['COPY main.go . # buildkit',                                            'COPY main.go .'],
    ['COPY --chown=1:1 /app /app # buildkit',                                'COPY --chown=1:1 /app /app'],
    ['ENV PORT=8080',                                                        'ENV PORT=8080'],
    ['EXPOSE map[8080/tcp:{}]',                                              'EXPOSE 8080/tcp'],
    ['SHELL [/bin/busybox sh -c]',                                           'SHELL [/bin/busybox sh -c]'],
    ['CMD ["/bin/sh" "-c" "nginx -g \'daemon off;\'"]',                      "CMD nginx -g 'daemon off;'"],
    ['CMD ["/bin/busybox" "sh" "-c" "x"]',                                   'CMD x'],
    ['HEALTHCHECK &{["CMD-SHELL" "curl -f localhost"] "30s" "3s" "0s" "0s" \'\\x03\'}', 'HEALTHCHECK --interval=30s --timeout=3s CMD curl -f localhost'],
    ['HEALTHCHECK &{["CMD" "/ok" "-q"] "0s" "0s" "0s" "0s" \'\\x00\'}',      'HEALTHCHECK CMD ["/ok", "-q"]'],
    ['HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" \'\\x00\'}',                'HEALTHCHECK NONE'],
    ['HEALTHCHECK CMD true',                                                 'HEALTHCHECK CMD true'],
    ['RUN /bin/sh -c set -e\nif true; then\n\techo  hi\nfi\n # buildkit',    'RUN set -e\nif true; then\n\techo hi\nfi'],
    ['RUN /bin/sh -c a \\\n    && b # buildkit',                             'RUN a && b'],
  ]],
  ['Kaniko, Buildah, docker commit', [
    ['RUN apt-get update',                                                   'RUN apt-get update'],
    ['COPY . .',                                                             'COPY . .'],
    ['/bin/sh',                                                              '/bin/sh'],
    ['/bin/sh -c ',                                                          '/bin/sh -c'],
    ['bash',                                                                 'bash'],
    ['apt update',                                                           'apt update'],
    ["# debian.sh --arch 'amd64' out/ 'bookworm' '@1705968000'",             "# debian.sh --arch 'amd64' out/ 'bookworm' '@1705968000'"],
    ['bazel build //app:image',                                              'bazel build //app:image'],
  ]],
])('%s', (_, cases) => {
  test.each(cases)('%j reads %j', (createdBy, text) => {
    expect(readInstruction(createdBy, null).text).toBe(text)
  })
})

// biome-ignore format: one case per line
describe('the comment helps where the command says little', () => {
  test.each<[string, string | null, string]>([
    ['',                        'Imported from -',       'FROM (imported)'],
    ['',                        'merge sha256:1 to 2',   '(merge sha256:1 to 2)'],
    ['',                        null,                    '(no instruction)'],
    ['jib-maven-plugin:3.4.0',  'classes',               'jib-maven-plugin:3.4.0 (classes)'],
    ['ko build ko://x',         ' ',                     'ko build ko://x'],
    ['RUN make # buildkit',     'buildkit.dockerfile.v0', 'RUN make'],
  ])('%j with the comment %j reads %j', (createdBy, comment, text) => {
    expect(readInstruction(createdBy, comment).text).toBe(text)
  })
})

test('build arguments are known one by one', () => {
  expect(readInstruction('RUN |2 A=1 B=2 /bin/sh -c x # buildkit', null).buildArguments).toEqual([
    'A=1',
    'B=2',
  ])
})

test('instructions that only touch the config cannot have written files', () => {
  const writing = [
    'ENV A=1',
    'CMD ["x"]',
    'RUN x',
    'COPY a b',
    'WORKDIR /x',
    'bash',
    '/bin/sh -c #(nop)  USER 1',
  ].filter(createdBy => readInstruction(createdBy, null).writesFiles)
  expect(writing).toEqual(['RUN x', 'COPY a b', 'WORKDIR /x', 'bash'])
})

test('a list shows the first line', () => {
  expect(headline('RUN set -e\nmake')).toBe('RUN set -e …')
  expect(headline('RUN make')).toBe('RUN make')
})

describe('hostile text', () => {
  test('any text is read', () => {
    const word = fc.constantFrom(
      '/bin/sh',
      '-c',
      '#(nop)',
      'RUN',
      'CMD',
      '|1',
      'A=1',
      '"',
      "'",
      '[',
      ']',
      '\\',
      '\n',
      '\t',
      '&{',
      '}',
      'map[',
      '# buildkit',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), words => {
        expect(typeof readInstruction(words.join(' '), null).text).toBe('string')
      }),
    )
  })

  test.each([
    ['blanks', ' '],
    ['quotes', '"'],
    ['escaped quotes', '\\"'],
    ['options', '-o x '],
    ['arguments', 'A=1 '],
    ['brackets', '] "'],
  ])('a megabyte of %s is left alone, and 64 kB are read in one go', (_, piece) => {
    for (const start of ['RUN /bin/sh -c ', '/bin/sh ', '|9999 ', 'HEALTHCHECK &{[', 'CMD ['])
      for (const length of [1_000_000, 60_000])
        expect(readInstruction(start + piece.repeat(length / piece.length), null).text).not.toBe('')
  })
})
