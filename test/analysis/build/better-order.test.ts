import { expect, test } from 'vitest'
import { betterOrder } from '../../../src/analysis/build/better-order.ts'
import { unifiedDiff } from '../../../src/report/build/unified-diff.ts'
import { workspaceOf } from './predicted.ts'

/** The Dockerfile of a better order, its FROM and WORKDIR left out; `none` where there is none. */
function reordered(lines: readonly string[], files: Readonly<Record<string, string>>): string[] {
  const dockerfile = ['FROM base', 'WORKDIR /app', ...lines]
  const workspace = workspaceOf({ dockerfile, files: Object.keys(files) })
  return betterOrder(workspace, new Map(Object.entries(files)))?.lines.slice(2) ?? ['none']
}

const GO = { 'go.mod': 'module x', 'go.sum': '', 'main.go': '' }
const NODE = { 'package.json': '{}', 'package-lock.json': '{}', 'index.js': '' }
const PIP = { 'requirements.txt': 'flask==3.0', 'app.py': '' }

test('what lists the dependencies is copied first, and the rest after they are fetched', () => {
  expect(reordered(['COPY . .', '# fetch', 'RUN go mod download', 'RUN go build'], GO)).toEqual([
    'COPY go.mod go.sum ./',
    'RUN go mod download',
    '',
    'COPY . .',
    '# fetch',
    'RUN go build',
  ])
})

test('a RUN that fetches and then builds is split', () => {
  expect(reordered(['COPY . /app', 'RUN npm ci && npm run build'], NODE)).toEqual([
    'COPY package.json package-lock.json /app/',
    'RUN npm ci',
    '',
    'COPY . /app',
    'RUN npm run build',
  ])
})

test('the owner of the copied files and a cache mount stay', () => {
  const lines = [
    'COPY --chown=app . .',
    'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
    'RUN npm test',
  ]
  expect(reordered(lines, NODE).slice(0, 4)).toEqual([
    'COPY --chown=app package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
    '',
    'COPY --chown=app . .',
  ])
})

test('packages of the distribution come before the code', () => {
  expect(
    reordered(
      ['COPY . .', 'RUN apt-get update \\', ' && apt-get install -y --no-install-recommends curl', 'CMD x'],
      PIP,
    ),
  ).toEqual([
    'RUN apt-get update \\',
    ' && apt-get install -y --no-install-recommends curl',
    'COPY . .',
    'CMD x',
  ])
})

test.each([
  ['go mod download', GO],
  ['npm ci', NODE],
  ['yarn install --frozen-lockfile', { 'package.json': '{}', 'yarn.lock': '', 'index.js': '' }],
  ['pnpm install --frozen-lockfile', { 'package.json': '{}', 'pnpm-lock.yaml': '', 'index.js': '' }],
  ['pip install --no-cache-dir -r requirements.txt', PIP],
  ['poetry install --no-root', { 'pyproject.toml': '[tool.poetry]', 'poetry.lock': '', 'app.py': '' }],
  ['pdm sync --no-self', { 'pyproject.toml': '', 'pdm.lock': '', 'app.py': '' }],
  ['uv sync --frozen --no-install-project', { 'pyproject.toml': '', 'uv.lock': '', 'app.py': '' }],
  ['mvn -B dependency:go-offline', { 'pom.xml': '<project/>', 'src/App.java': '' }],
  ['gradle dependencies --no-daemon', { 'build.gradle': '', 'src/App.java': '' }],
  [
    'composer install --no-scripts --no-autoloader',
    { 'composer.json': '{}', 'composer.lock': '', 'a.php': '' },
  ],
  ['bundle install --jobs=4', { Gemfile: "gem 'rack'", 'Gemfile.lock': '', 'app.rb': '' }],
])('%s is known', (command, files) => {
  expect(reordered(['COPY . .', `RUN ${command}`], files)[1]).toBe(`RUN ${command}`)
})

test.each([
  ['a module beside it', ['COPY . .', 'RUN go mod download'], { ...GO, 'go.mod': 'replace a => ../a' }],
  ['vendored modules', ['COPY . .', 'RUN go mod download'], { ...GO, vendor: '' }],
  [
    'scripts that run with the install',
    ['COPY . .', 'RUN npm ci'],
    { ...NODE, 'package.json': '{"postinstall": "x"}' },
  ],
  ['modules that are copied', ['COPY . .', 'RUN npm ci'], { ...NODE, node_modules: '' }],
  [
    'a requirement in a file',
    ['COPY . .', 'RUN pip install -r requirements.txt'],
    { ...PIP, 'requirements.txt': '-e .' },
  ],
  ['a project that is installed', ['COPY . .', 'RUN pip install .'], PIP],
  [
    'poetry that installs the project',
    ['COPY . .', 'RUN poetry install'],
    { 'pyproject.toml': '', 'app.py': '' },
  ],
  [
    'cargo, which needs the sources',
    ['COPY . .', 'RUN cargo fetch'],
    { 'Cargo.toml': '', 'src/main.rs': '' },
  ],
  ['something in between', ['COPY . .', 'ENV A=1', 'RUN npm ci'], NODE],
  ['a part of the context', ['COPY src .', 'RUN npm ci'], NODE],
  ['another directory', ['COPY . /else', 'RUN npm ci'], NODE],
  ['a shell that does more', ['COPY . .', 'RUN npm ci && echo "$A" > a'], NODE],
  ['a failure that is ignored', ['COPY . .', 'RUN npm ci || true'], NODE],
  ['a manifest that is not sent', ['COPY . .', 'RUN npm ci'], { 'index.js': '' }],
  ['a package from a file', ['COPY . .', 'RUN apt-get install -y ./x.deb'], PIP],
  ['code copied over the system', ['COPY . /etc', 'RUN apt-get install -y curl'], PIP],
  [
    'what is in order already',
    ['COPY go.mod go.sum ./', 'RUN go mod download', 'COPY . .', 'RUN go build'],
    GO,
  ],
])('no other order with %s', (_, lines, files) => {
  expect(reordered(lines, files)).toEqual(['none'])
})

test('the difference is one patch applies', () => {
  expect(unifiedDiff('D', ['a', 'b', 'c', ''], ['a', 'x', 'c', '']).map(({ text }) => text)).toEqual([
    '--- D',
    '+++ D',
    '@@ -1,3 +1,3 @@',
    ' a',
    '-b',
    '+x',
    ' c',
  ])
})

test('of thousands of lines no order is sought', () => {
  const lines = ['COPY . .', 'RUN go mod download', 'RUN go build']
  expect(reordered([...lines, ...Array(1000).fill('# more')], GO)).not.toEqual(['none'])
  expect(reordered([...lines, ...Array(3000).fill('# more')], GO)).toEqual(['none'])
})
