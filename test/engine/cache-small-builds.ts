import { appendFile, chmod, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILDERS, type Builder } from './cache-scenarios.ts'

/** A few lines to build, and what changes then. */
export interface SmallCase {
  readonly title: string
  readonly builders: readonly Builder[]
  readonly files: Readonly<Record<string, string>>
  /** Words for both builds and for the prediction. */
  readonly words: readonly string[]
  readonly changes: readonly SmallChange[]
}

export interface SmallChange {
  /** As `cache predict` is told. */
  readonly told: readonly string[]
  /** Words for the second build. */
  readonly words?: readonly string[]
  change?(context: string): Promise<unknown>
}

const IGNORED_PATHS = [
  'a.md',
  'docs/a.md',
  'docs/deep/b.md',
  'keep/a.md',
  'keep/b.txt',
  'vendor/x/y',
  'vendor/x/kept',
  'sub/vendor/z',
  'tmp/a',
  'exact',
  'sub/exact',
  'a+b',
  'ab.log',
  '.hidden',
  'sub/.hidden',
  'x.go',
  'nested/dir/file.o',
  'nested/dir/file.c',
]

const IGNORE_RULES = lines(
  '# comment',
  '*.md',
  '  Dockerfile',
  '.dockerignore',
  'docs/**/b.md',
  'keep',
  '!keep/b.txt',
  'vendor/**',
  '!vendor/x/kept',
  '/tmp/',
  './exact',
  'a+b',
  '[a-c]?.log',
  '.*',
  '**/*.o',
)

/** Needs BuildKit of Docker 23 or later: `COPY --link`, here-documents. */
export const NEWER_CASES: readonly SmallCase[] = [
  newer(
    'a here-document',
    lines('FROM base', 'RUN <<EOF', 'echo one > /a', '# two', 'EOF', 'RUN echo z > /z'),
    {},
    [edited(3, 'echo one', 'echo 1'), edited(4, '# two', '# 2'), edited(6, 'echo z', 'echo y')],
  ),
  newer(
    'COPY from a here-document',
    lines('FROM base', 'COPY <<a.txt /x/', 'one', 'a.txt', 'RUN cat /x/a.txt'),
    {},
    [edited(3, 'one', 'two')],
  ),
]

/** Needs an engine that can merge layers: with the classic image store `--link` is a COPY like any other. */
export const MERGING_CASES: readonly SmallCase[] = [
  newer(
    'COPY --link',
    lines('FROM base', 'COPY a.txt /a', 'COPY --link b.txt /b', 'RUN cat /a /b'),
    { 'a.txt': 'a', 'b.txt': 'b' },
    [changed('a.txt'), changed('b.txt')],
  ),
]

export const SMALL_CASES: readonly SmallCase[] = [
  small(
    'an ARG before FROM',
    lines('ARG A=1', 'ARG B=1', 'FROM base', 'ARG B', 'RUN echo x > /x', 'RUN echo $B > /y'),
    {},
    [argument('A=2'), argument('B=2'), argument('B=1')],
  ),
  small(
    'an ARG in one of two stages',
    lines(
      'FROM base AS one',
      'RUN echo one > /one',
      'ARG A',
      'RUN echo $A > /a',
      'FROM base',
      'COPY --from=one /a /a',
      'RUN cat /a',
    ),
    {},
    [argument('A=2'), edited(2, 'echo one', 'echo 1')],
    ['--build-arg', 'A=1'],
  ),
  small(
    'an ARG no RUN names',
    lines('FROM base', 'RUN echo 0 > /0', 'ARG A=1', 'RUN echo x > /x', 'COPY a /a'),
    { a: 'a' },
    [argument('A=2'), edited(3, 'A=1', 'A=3')],
  ),
  small('an ARG that is not given', lines('FROM base', 'ARG A', 'RUN echo x > /x'), {}, [argument('A=2')]),
  small('an ARG only a LABEL names', lines('FROM base', 'ARG A=1', 'LABEL a=$A', 'COPY a /a'), { a: 'a' }, [
    argument('A=2'),
  ]),
  small('an ARG hidden by ENV', lines('FROM base', 'ARG A=1', 'ENV A=5', 'RUN echo $A > /a'), {}, [
    argument('A=2'),
  ]),
  small(
    'an ENV from an ARG',
    lines('FROM base', 'ARG A=1', 'ENV B=x$A', 'COPY a /a', 'RUN echo $B > /b'),
    { a: 'a' },
    [argument('A=2')],
  ),
  small(
    'an ARG in the path of a COPY',
    lines('FROM base', 'ARG A=a', 'COPY $A.txt /to/', 'RUN cat /to/*'),
    { 'a.txt': 'a', 'b.txt': 'b' },
    [argument('A=b'), changed('b.txt'), changed('a.txt')],
  ),
  small(
    'an ARG of the stage it starts from',
    lines('FROM base AS one', 'ARG A=1', 'RUN echo 1 > /1', 'FROM one', 'RUN echo 2 > /2'),
    {},
    [argument('A=2')],
  ),
  small('a proxy', lines('FROM base', 'RUN echo 1 > /1'), {}, [
    argument('HTTP_PROXY=http://nowhere.invalid'),
  ]),
  small(
    'instructions that write words only',
    lines(
      'FROM base',
      'LABEL a=1',
      'EXPOSE 80',
      'RUN echo 1 > /1',
      'CMD ["sh"]',
      'STOPSIGNAL 9',
      'COPY a /a',
    ),
    { a: 'a' },
    [
      edited(2, 'a=1', 'a=2'),
      edited(3, 'EXPOSE 80', 'EXPOSE 81'),
      edited(5, 'sh', 'ls'),
      edited(6, 'STOPSIGNAL 9', 'STOPSIGNAL 15'),
    ],
  ),
  small(
    'what holds for later RUNs',
    lines(
      'FROM base',
      'COPY passwd group /etc/',
      'WORKDIR /w',
      'USER one',
      'SHELL ["/bin/sh", "-ec"]',
      'COPY a /a',
      'RUN cat /a',
      'USER root',
      'WORKDIR v',
      'RUN echo > b',
    ),
    {
      a: 'a',
      passwd: 'root:x:0:0::/:/bin/sh\none:x:5:5::/:/bin/sh\ntwo:x:6:6::/:/bin/sh\n',
      group: 'root:x:0:\n',
    },
    [
      edited(3, 'WORKDIR /w', 'WORKDIR /x'),
      edited(4, 'USER one', 'USER two'),
      edited(5, '-ec', '-c'),
      rewritten('USER root', 'USER 0'),
      edited(9, 'WORKDIR v', 'WORKDIR u'),
    ],
  ),
  small('a WORKDIR that is the root', lines('FROM base', 'WORKDIR /', 'RUN echo 1 > /1'), {}, [
    edited(3, 'echo 1', 'echo 2'),
  ]),
  small(
    'an ENV',
    lines('FROM base', 'RUN echo 0 > /0', 'ENV A=1 B=2', 'COPY a /a', 'RUN echo > /1'),
    { a: 'a' },
    [edited(3, 'A=1', 'A=3'), edited(2, 'echo 0', 'echo 3')],
  ),
  small(
    'a comment inside a RUN',
    lines('FROM base', 'RUN echo 1 > /1 \\', '  # here', '  && echo 2 > /2', '# there', 'RUN echo 3 > /3'),
    {},
    [
      rewritten('# here', '# hereabouts'),
      rewritten('# there', '# gone'),
      rewritten('  && echo 2', '    && echo 2'),
    ],
  ),
  small(
    'a Dockerfile that is copied',
    lines('FROM base', '# note', 'COPY . /src', 'RUN echo 1 > /1'),
    { a: 'a' },
    [edited(2, '# note', '# other'), edited(4, 'echo 1', 'echo 2'), changed('a')],
  ),
  small(
    'directories and patterns',
    lines('FROM base', 'COPY *.json /one/', 'COPY src /two', 'COPY src/*.c docs/?.md /three/', 'COPY . /all'),
    {
      'package.json': '{}',
      'tsconfig.json': '{}',
      'src/main.c': 'c',
      'src/sub/deep.c': 'deep',
      'docs/a.md': 'a',
      'docs/long.md': 'long',
      '.dockerignore': 'Dockerfile\n.dockerignore\nout',
      'out/x': 'x',
    },
    [
      changed('tsconfig.json'),
      changed('src/main.c'),
      changed('src/sub/deep.c'),
      changed('docs/a.md'),
      changed('docs/long.md'),
      changed('out/x'),
      mode('src/main.c'),
      mode('src'),
      { told: ['--changed', 'new.json'], change: context => writeFile(join(context, 'new.json'), 'new') },
      { told: ['--new-file'], change: context => touch(join(context, 'src/main.c')) },
    ],
  ),
  small(
    'a FROM of an earlier stage, and stages nobody needs',
    lines(
      'FROM base AS one',
      'COPY a /a',
      'FROM one AS two',
      'RUN cat /a > /b',
      'FROM base AS unused',
      'COPY b /b',
      'FROM two',
      'RUN echo > /c',
    ),
    { a: 'a', b: 'b' },
    [changed('a'), changed('b'), edited(4, 'cat /a', 'cat  /a'), edited(8, '/c', '/d')],
  ),
  small(
    'a target',
    lines('FROM base AS one', 'COPY a /a', 'FROM base AS two', 'COPY b /b', 'FROM base', 'COPY a b /c/'),
    { a: 'a', b: 'b' },
    [changed('a'), changed('b')],
    ['--target', 'two'],
  ),
  small(
    'files of another stage',
    lines(
      'FROM base AS make',
      'COPY a b /src/',
      'RUN cat /src/a > /made',
      'FROM base',
      'COPY x /x',
      'COPY --from=make /made /made',
      'RUN cat /made > /again',
      'COPY --from=0 /src/b /b',
    ),
    { a: 'a', b: 'b', x: 'x' },
    [changed('a'), changed('b'), changed('x')],
  ),
  small(
    'ONBUILD',
    lines('FROM base AS one', 'ONBUILD COPY a /a', 'ONBUILD RUN cat /a', 'FROM one', 'RUN echo > /b'),
    { a: 'a' },
    [changed('a'), edited(5, '/b', '/c')],
  ),
  small(
    'COPY --chown and ADD',
    lines('FROM base', 'COPY --chown=5:5 a /a', 'ADD b /b/', 'RUN echo > /c'),
    { a: 'a', b: 'b' },
    [edited(2, '5:5', '6:6'), changed('b'), edited(3, '/b/', '/d/')],
  ),
  buildkit(
    'RUN --mount',
    lines(
      'FROM base AS make',
      'RUN echo made > /made',
      'FROM base',
      'RUN --mount=type=bind,source=a,target=/a cat /a > /one',
      'RUN --mount=type=cache,target=/cache cat /one > /cache/x',
      'RUN --mount=type=bind,from=make,source=/made,target=/m cat /m > /two',
      'COPY b /b',
    ),
    { a: 'a', b: 'b' },
    [changed('a'), changed('b'), edited(2, 'made', 'more')],
  ),
  buildkit(
    'a mount that may be written to',
    lines('FROM base', 'RUN --mount=type=bind,target=/src,rw echo > /src/x', 'RUN echo > /y'),
    { a: 'a' },
    [changed('a')],
  ),
  small(
    '.dockerignore',
    lines('FROM base', 'COPY . /all'),
    { '.dockerignore': IGNORE_RULES, ...Object.fromEntries(IGNORED_PATHS.map(path => [path, path])) },
    ['Dockerfile', ...IGNORED_PATHS].map(changed),
  ),
]

function small(
  title: string,
  dockerfile: string,
  files: Readonly<Record<string, string>>,
  changes: readonly SmallChange[],
  words: readonly string[] = [],
): SmallCase {
  return { title, builders: BUILDERS, files: { Dockerfile: dockerfile, ...files }, changes, words }
}

function buildkit(...parts: Parameters<typeof small>): SmallCase {
  return { ...small(...parts), builders: ['buildkit'] }
}

function newer(...parts: Parameters<typeof small>): SmallCase {
  return buildkit(...parts)
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`
}

let counter = 0

/** A content no build has seen. */
function fresh(): string {
  return `${process.pid} ${Date.now()} ${counter++}`
}

function changed(path: string): SmallChange {
  return { told: ['--changed', path], change: context => appendFile(join(context, path), `# ${fresh()}\n`) }
}

function mode(path: string): SmallChange {
  return { told: ['--changed-mode', path], change: context => chmod(join(context, path), 0o700) }
}

function argument(given: string): SmallChange {
  return { told: ['--changed-arg', given], words: ['--build-arg', given] }
}

/** A line of the Dockerfile, told by its number. */
function edited(line: number, from: string, to: string): SmallChange {
  return { ...rewritten(from, to), told: ['--changed-line', `${line}`] }
}

/** A line of the Dockerfile, told by the new file. */
function rewritten(from: string, to: string): SmallChange {
  return { told: ['--new-file'], change: context => replace(join(context, 'Dockerfile'), from, to) }
}

async function replace(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
  await writeFile(path, text.replace(from, to))
}

function touch(path: string): Promise<void> {
  return utimes(path, 1_000_000_000, 1_000_000_000)
}
