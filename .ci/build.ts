/**
 * Builds `dist/`: the executable with its chunks, the JSON schema, the demo images.
 *
 * Code splitting keeps Ink, React and dockerode in chunks of their own, so that `--json` on an archive loads none of them.
 */
import { chmod, cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type PluginBuild } from 'esbuild'
import { writeDemoImages } from '../fixtures/demo/write-demo-images.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

export async function buildDist(dist = join(root, 'dist')): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await mkdir(dist, { recursive: true })
  await Promise.all([bundle(dist), copySchema(dist), writeDemoImages(join(dist, 'demo'))])
}

/** The executable with what it loads. */
export async function bundle(dist: string): Promise<void> {
  await Promise.all([bundleExecutable(dist), bundleRest(dist)])
  await chmod(join(dist, 'layerscope.js'), 0o755)
}

/** What the executable loads once its first frame is on screen, or nothing is to be painted: entry points of their own. */
const LATER: Readonly<Record<string, string>> = {
  run: 'src/cli/run.ts',
  'process-surroundings': 'src/cli/process-surroundings.ts',
  errors: 'src/errors.ts',
}

/** What runs on threads of its own. */
const THREADS: Readonly<Record<string, string>> = {
  'hash-worker': 'src/worker/hash-worker.ts',
  'layer-worker': 'src/worker/layer-worker.ts',
}

const SHARED = {
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  // Names stay as they are: a stack in a --debug file can be read. `keepNames` would say them again at every start.
  minifyIdentifiers: false,
  format: 'esm',
  platform: 'node',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  logLevel: 'warning',
  legalComments: 'none',
} as const satisfies BuildOptions

/**
 * The executable, everything up to its first frame in one file: each file more is a tenth of an empty Node's start. What
 * it shares with the rest is there twice. Node too old for layerscope has to parse it, to be told so.
 */
async function bundleExecutable(dist: string): Promise<void> {
  await build({
    ...SHARED,
    outdir: dist,
    entryPoints: { layerscope: join(root, 'src/main.ts') },
    target: 'node16',
    plugins: [{ name: 'later', setup: resolveLater }],
  })
}

function resolveLater({ onResolve }: PluginBuild): void {
  onResolve({ filter: /^\.\// }, ({ path, resolveDir }) => {
    const wanted = join(resolveDir, path)
    const found = Object.entries(LATER).find(([, source]) => join(root, source) === wanted)
    return found && { path: `./${found[0]}.js`, external: true }
  })
}

async function bundleRest(dist: string): Promise<void> {
  await build({
    ...SHARED,
    outdir: dist,
    entryPoints: Object.fromEntries(
      Object.entries({ ...LATER, ...THREADS }).map(([name, source]) => [name, join(root, source)]),
    ),
    splitting: true,
    target: 'node22',
    // Beside the entry points: a chunk finds the thread's file next to itself, as its source does.
    chunkNames: '[name]-[hash]',
    banner: { js: COMMONJS_BANNER },
    // Ink's layout looks whether there is a fetch, which makes Node load its own; its program is in the bundle already.
    define: { ...SHARED.define, fetch: 'undefined' },
    // Ink asks for the developer tools only when DEV is set; without a stub the bundle would still want them.
    alias: {
      'react-devtools-core': join(root, '.ci/stubs/react-devtools-core.js'),
      ...Object.fromEntries(UNUSED.map(name => [name, join(root, '.ci/stubs/unused.cjs')])),
      'node:http': join(root, '.ci/stubs/http.cjs'),
    },
  })
}

/** dockerode and what it brings are CommonJS and expect `require`, `__filename` and `__dirname`. */
const COMMONJS_BANNER = [
  "import { createRequire as layerscopeCreateRequire } from 'node:module'",
  "import { fileURLToPath as layerscopeFileURLToPath } from 'node:url'",
  'const require = layerscopeCreateRequire(import.meta.url)',
  'const __filename = layerscopeFileURLToPath(import.meta.url)',
  "const __dirname = layerscopeFileURLToPath(new URL('.', import.meta.url))",
].join(';')

/** Of dockerode's dependencies. */
const UNUSED = ['@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'ssh2', 'tar-fs']

async function copySchema(dist: string): Promise<void> {
  await cp(join(root, 'src/report/schema/layerscope.schema.json'), join(dist, 'schema.json'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDist()
