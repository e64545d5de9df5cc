import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import { writeBuilds, writeLogs } from './cache-builds.ts'
import { writeImages } from './images.ts'

const before = process.cwd()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeImages(folder)
  await writeBuilds(folder)
  await writeLogs(folder)
  process.chdir(folder) // what is printed must not depend on where the folder is
})

afterAll(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true })
})

/** Each file beside this one is what these command lines print. `npm run test:update` writes them; read the difference. */
const TRANSCRIPTS: Readonly<Record<string, readonly string[]>> = {
  summary: [
    'naive.tar',
    'naive.tar --ascii --base 1',
    'cut.tar',
    'hostile.tar',
    'skopeo-oci-gzip.tar',
    'naive.tar --format markdown',
    'cut.tar --format markdown',
    'naive.tar --format csv',
    'cut.tar --format csv',
  ],
  history: [
    'history naive.tar',
    'history skopeo-oci-gzip.tar',
    'history naive.tar --json',
    'history cut.tar',
    'history --dockerfile naive.tar',
    'history --dockerfile skopeo-oci-gzip.tar',
    'history --dockerfile cut.tar',
    'history --dockerfile --json naive.tar',
    'history --dockerfile --format csv naive.tar',
    'history naive.tar --format markdown',
    'history naive.tar --format csv',
  ],
  doctor: [
    'doctor naive.tar',
    'doctor naive.tar --json',
    'doctor skopeo-oci-gzip.tar',
    'doctor healthy.tar',
    'doctor cut.tar',
    'doctor hostile.tar',
    'doctor naive.tar --format markdown',
    'doctor healthy.tar --format markdown',
    'doctor naive.tar --format csv',
    'doctor healthy.tar --format csv',
  ],
  ci: [
    'ci naive.tar --max-unpacked 1MB --max-layers 4 --max-waste-ratio 10% --require-non-root',
    'ci naive.tar --max-unpacked 2MB --require-path /bin/sh --forbid-path *.pem',
    'ci naive.tar --rules gate.yaml --baseline base.tar',
    'ci naive.tar --rules gate.yaml --baseline base.tar --format markdown',
    'ci naive.tar --rules gate.yaml --baseline base.tar --format csv',
    'ci naive.tar --rules gate.yaml --baseline base.tar --json',
    'ci naive.tar --rules gate.yaml --baseline base.tar --max-growth 200% --annotations github',
    'ci naive.tar --rules team.dive-ci',
    'ci naive.tar --max-transfer 1MB --max-layers 4',
    'ci cut.tar --max-unpacked 1MB --max-layers 4',
    'ci naive.tar',
    'ci naive.tar --rules misspelt.yaml',
    'ci naive.tar --max-unpacked 10MBB',
    'ci naive.tar --max-growth 5%',
    'ci naive.tar --max-layers 4 --baseline base.tar',
    'ci naive.tar --max-growth 5% --baseline arm.tar',
    'ci naive.tar --max-growth 5% --baseline missing.tar',
    'ci missing.tar --max-layers 4',
    'ci --help',
  ],
  waste: [
    'waste naive.tar',
    'waste naive.tar --base 2',
    'waste naive.tar --base base.tar',
    'waste naive.tar --json',
    'waste cut.tar',
    'waste naive.tar --base 2 --format markdown',
    'waste naive.tar --format csv',
  ],
  packages: [
    'packages debian.tar',
    'packages debian.tar --format markdown',
    'packages debian.tar --format csv',
    'packages debian.tar --json',
    'packages debian.tar alpine.tar',
    'packages debian.tar alpine.tar --format markdown',
    'packages fedora.tar',
    'packages healthy.tar',
    'packages cut.tar',
    'packages cut.tar debian.tar --json',
    'packages alpine.tar cut.tar',
    'packages missing.tar',
    'packages',
    'packages --help',
  ],
  explain: [
    'explain',
    'explain wastedPackageLists',
    'explain rewritten',
    'explain missingloader --format markdown',
    'explain hidden --json',
    'explain --format markdown',
    'explain wastedPackageList',
    'explain nonsense',
    'explain deleted --format csv',
  ],
  ls: [
    'ls naive.tar',
    'ls -l naive.tar',
    'ls -l naive.tar /app',
    'ls naive.tar /bin',
    'ls -l naive.tar /bin',
    'ls -l naive.tar /bin/',
    'ls -l naive.tar /bin/sh',
    'ls -lR naive.tar',
    'ls -lR naive.tar --layer 1',
    'ls -lR naive.tar --only-layer 3',
    'ls --only-layer 3 naive.tar /var/lib/apt',
    'ls --json naive.tar /app',
    'ls -R --json --only-layer 3 naive.tar',
    'ls -l hostile.tar /etc',
    'ls --json hostile.tar /etc',
    'ls naive.tar /app --format markdown',
    'ls -R naive.tar --only-layer 3 --format markdown',
    'ls naive.tar /app --format csv',
    'ls hostile.tar /etc --format markdown',
    'ls hostile.tar /etc --format csv',
    'ls naive.tar /app/apo',
    'ls naive.tar --layer 7',
    'ls cut.tar',
  ],
  tree: [
    'tree naive.tar',
    'tree -L 1 naive.tar /usr --ascii',
    'tree --only-layer 3 naive.tar',
    'tree hostile.tar',
    'tree -L none naive.tar',
    'tree --json naive.tar /app',
    'tree -L 1 naive.tar --format csv',
    'tree naive.tar --format markdown',
  ],
  cat: [
    'cat files.tar /etc/motd',
    'cat files.tar:/etc/motd',
    'cat files.tar /etc/motd --layer 0',
    'cat files.tar /etc/motd --only-layer 0',
    'cat files.tar /link/motd',
    'cat files.tar /gone --layer 1',
    'cat files.tar /gone --only-layer 2',
    'cat files.tar /gone',
    'cat files.tar /etc/mtod',
    'cat files.tar /etc',
    'cat files.tar /dangling',
    'cat files.tar /dev/null',
    'cat files.tar',
    'cat files.tar /etc/motd --json',
    'cat files.tar /etc/motd --format csv',
  ],
  find: [
    'find naive.tar /app',
    'find naive.tar --mode /111 --type f',
    'find naive.tar --mode sticky -l',
    'find naive.tar --size +200k',
    'find naive.tar --owner 1000:1000 -l',
    'find naive.tar --written-by 1 --type f',
    'find naive.tar --name *.json --json',
    'find naive.tar --only-layer 3 --status D',
    'find naive.tar --type f --format markdown',
    'find naive.tar --type f --format csv',
    'find naive.tar --name nothing',
    'find naive.tar --mode rwx',
    'find naive.tar --size big',
    'find naive.tar --type x',
    'find naive.tar --owner root',
  ],
  grep: [
    'grep h files.tar',
    'grep -n H files.tar /etc',
    'grep -in H files.tar /etc',
    'grep -l h files.tar',
    'grep hello files.tar /etc/motd',
    'grep hello files.tar --layer 0 --json',
    'grep here files.tar --only-layer 1',
    'grep nowhere files.tar',
    'grep nowhere files.tar --json',
    'grep ( files.tar',
    'grep h files.tar --format markdown',
    'grep h files.tar --format csv',
    'grep nowhere files.tar --format csv',
  ],
  file: [
    'file files.tar /etc/motd',
    'file files.tar /link/motd',
    'file files.tar /bin/server',
    'file files.tar /bin/run',
    'file files.tar /bin/logo.png',
    'file files.tar /bin/data',
    'file files.tar /dev/null',
    'file files.tar /etc',
    'file files.tar /bin/server --json',
    'file files.tar /bin/server --format markdown',
    'file files.tar /bin/server --format csv',
  ],
  cp: [
    'cp files.tar /etc/motd copied',
    'cp files.tar /etc/motd copied',
    'cp files.tar /etc/motd copied --force',
    'cp files.tar:/link linked',
    'cp files.tar / root',
    'cp files.tar /bin/run /etc root',
    'cp files.tar /bin/run /etc/motd no-such-folder',
    'cp files.tar /etc/motd /link/motd root',
    'cp files.tar /etc/motd no/such/folder',
    'cp files.tar /etc/motd',
    'cp files.tar /nope .',
    'cp files.tar /gone . --only-layer 2',
    'cp files.tar /etc/motd . --json',
  ],
  'cache-log': [
    'cache log naive.log',
    'cache log optimised.log -f Dockerfile.optimised',
    'cache log naive.log optimised.log',
    'cache log naive.log optimised.log --ascii --format text',
    'cache log naive.log optimised.log --format markdown',
    'cache log naive.log optimised.log --format csv',
    'cache log naive.log optimised.log --json',
    'cache log classic.log',
    'cache log make.log',
    'cache log missing.log',
    'cache log naive.log -f naive.log',
  ],
  'cache-explain': [
    'cache explain built.tar rebuilt.tar',
    'cache explain built.tar rebuilt.tar --ascii',
    'cache explain built.tar rebuilt.tar --json',
    'cache explain built.tar rebuilt.tar --format markdown',
    'cache explain built.tar rebuilt.tar --format csv',
    'cache explain built.tar built.tar',
    'cache explain rebuilt.tar built.tar',
    'cache explain built.tar naive.tar',
    'cache explain built.tar missing.tar',
    'cache explain built.tar',
    'cache explian built.tar rebuilt.tar',
    'cache',
  ],
  json: [
    'naive.tar --json',
    'naive.tar --json --files --base 1',
    'hostile.tar --json',
    'cut.tar --json --files',
  ],
  usage: [
    '',
    '--jsn naive.tar',
    'ls',
    'ls a b c',
    'histroy naive.tar',
    'wast',
    'naive.tar two.tar',
    'naive.tar --files',
    'ls naive.tar --files',
    'naive.tar --json --format text',
    'naive.tar --format yaml',
    'naive.tar --theme drak',
    'naive.tar --platform amd64',
    'naive.tar --limit-unpacked lots',
    'naive.tar --limit-unpacked 1MB',
    'naive.tar --base 9',
    'naive.tar --base hostile.tar',
    'ls naive.tar --layer 1 --only-layer 2',
    'two.tar',
    'missing.tar',
    'notes.txt',
    'naive.tar -o .',
    'naive.tar -o no/such/file',
    'completion bahs',
    'completion bash --json',
    'demo',
    '--version',
  ],
  help: [
    '--help',
    'help ls',
    'help cat',
    'help find',
    'help cp',
    'history --help',
    'waste --help',
    'completion --help',
    'demo --help',
    'cache --help',
    'help cache explain',
    'help cache log',
  ],
}

test.each(Object.entries(TRANSCRIPTS))('%s prints what its transcript says', async (name, lines) => {
  const sections: string[] = []
  for (const line of lines) sections.push(await transcribe(line))
  const file = fileURLToPath(new URL(`${name}.md`, import.meta.url))
  await expect(`# ${name}\n\n${sections.join('\n')}`).toMatchFileSnapshot(file)
})

async function transcribe(line: string): Promise<string> {
  const { code, stdout, stderr } = await tryCommand(line.split(' ').filter(word => word !== ''))
  const said = stderr === '' ? '' : `\nstderr:\n\n${block(stderr)}`
  return `${block(`$ layerscope ${line}`.trimEnd(), stdout)}${said}\nexit ${code}\n`
}

function block(...texts: readonly string[]): string {
  const body = texts.filter(text => text !== '').join('\n')
  return `\`\`\`\n${body.replace(/\n?$/, '\n')}\`\`\`\n`
}
