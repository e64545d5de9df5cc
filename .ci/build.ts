/**
 * Builds `dist/`: the executable with its chunks, the JSON schema, the demo images.
 *
 * Code splitting keeps Ink, React and dockerode in chunks of their own, so that `--json` on an archive loads none of them.
 */
import { chmod, cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeDemoImages } from '../fixtures/demo/write-demo-images.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

export async function buildDist(): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await mkdir(dist, { recursive: true })
  await Promise.all([bundle(), copySchema(), writeDemoImages(join(dist, 'demo'))])
  await chmod(join(dist, 'layerscope.js'), 0o755)
}

async function bundle(): Promise<void> {
  await build({
    entryPoints: {
      layerscope: join(root, 'src/main.ts'),
      'hash-worker': join(root, 'src/worker/hash-worker.ts'),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    // Names stay as they are: a stack in a --debug file can be read. `keepNames` would say them again at every start.
    minifyIdentifiers: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // Beside the entry points: a chunk finds the thread's file next to itself, as its source does.
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    banner: { js: COMMONJS_BANNER },
    // Ink asks for the developer tools only when DEV is set; without a stub the bundle would still want them.
    alias: {
      'react-devtools-core': join(root, '.ci/stubs/react-devtools-core.js'),
      ...Object.fromEntries(UNUSED.map(name => [name, join(root, '.ci/stubs/unused.cjs')])),
    },
    logLevel: 'warning',
    legalComments: 'none',
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

async function copySchema(): Promise<void> {
  await cp(join(root, 'src/report/schema/layerscope.schema.json'), join(dist, 'schema.json'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDist()
