import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { output } from './run.ts'

/** Paths of the programs the images of the doctor tests hold; every one prints `started` first. */
export interface Programs {
  /** glibc, dynamic. */
  readonly dynamic: string
  /** glibc, dynamic, linked against a glibc of the far future: needs GLIBC_9.34. */
  readonly newer: string
  readonly musl: string
  /** glibc, needs libhello.so.1, which is beside it. */
  readonly needsLibrary: string
  readonly library: string
  /** Links only what prints. */
  readonly staticGo: string
  readonly staticGoArm64: string
  /** Each then needs something of the image, and says what came of it: `fine` or `misbehaved: …`. */
  readonly temporary: string
  readonly https: string
  readonly zones: string
  readonly writes: string
}

/** Which compilers are missing; the tests are skipped then. */
export async function missingCompilers(): Promise<string[]> {
  const names = ['gcc', 'musl-gcc', 'go']
  const found = await Promise.all(names.map(name => output('which', [name]).catch(() => '')))
  return names.filter((_, at) => found[at] === '')
}

/** Builds all of them in a folder; Go's own cache makes the second time quick. */
export async function buildPrograms(folder: string): Promise<Programs> {
  await mkdir(folder, { recursive: true })
  const at = (name: string) => join(folder, name)
  await Promise.all(
    Object.entries(SOURCES).map(async ([name, source]) => {
      await mkdir(join(folder, 'src'), { recursive: true })
      await writeFile(join(folder, 'src', name), source)
    }),
  )
  const source = (name: string) => join(folder, 'src', name)
  await output('gcc', ['-o', at('dynamic'), source('hello.c')])
  await writeFile(at('newer'), renamed(await readFile(at('dynamic')), 'GLIBC_2.34', 'GLIBC_9.34'), {
    mode: 0o755,
  })
  await output('musl-gcc', ['-o', at('musl'), source('hello.c')])
  const shared = [
    '-shared',
    '-fPIC',
    '-Wl,-soname,libhello.so.1',
    '-o',
    at('libhello.so.1'),
    source('library.c'),
  ]
  await output('gcc', shared)
  await output('gcc', ['-o', at('needs-library'), source('caller.c'), at('libhello.so.1')])
  for (const [name, program, architecture] of GO_PROGRAMS) {
    await output('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', at(name), source(program)], {
      env: { ...process.env, CGO_ENABLED: '0', GOARCH: architecture, GOTOOLCHAIN: 'local', GOFLAGS: '' },
    })
  }
  return {
    dynamic: at('dynamic'),
    newer: at('newer'),
    musl: at('musl'),
    needsLibrary: at('needs-library'),
    library: at('libhello.so.1'),
    staticGo: at('static-go'),
    staticGoArm64: at('static-go-arm64'),
    temporary: at('temporary'),
    https: at('https'),
    zones: at('zones'),
    writes: at('writes'),
  }
}

/** The same bytes with one name, which must be there, in place of another of its length. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(from)) throw new Error(`the program does not need ${from}`)
  return Buffer.from(text.replaceAll(from, to), 'latin1')
}

const GO_PROGRAMS = [
  ['static-go', 'hello.go', 'amd64'],
  ['static-go-arm64', 'hello.go', 'arm64'],
  ['temporary', 'temporary.go', 'amd64'],
  ['https', 'https.go', 'amd64'],
  ['zones', 'zones.go', 'amd64'],
  ['writes', 'writes.go', 'amd64'],
] as const

const SOURCES = {
  'hello.c': '#include <stdio.h>\nint main(void) { return puts("started") < 0; }\n',
  'library.c': '#include <stdio.h>\nint hello(void) { return puts("started") < 0; }\n',
  'caller.c': 'int hello(void);\nint main(void) { return hello(); }\n',
  'hello.go': goProgram('', 'var err error'),
  'temporary.go': goProgram('"os"', '_, err := os.CreateTemp("", "probe")'),
  'https.go': goProgram('"crypto/tls"; "os"', '_, err := tls.Dial("tcp", os.Getenv("PROBE_ADDRESS"), nil)'),
  'zones.go': goProgram('"time"', '_, err := time.LoadLocation("Europe/Berlin")'),
  'writes.go': goProgram('"os"', '_, err := os.Create("written-here")'),
}

function goProgram(imports: string, attempt: string): string {
  return `package main

import ( "fmt"; ${imports} )

func main() {
	fmt.Println("started")
	${attempt}
	if err != nil { fmt.Println("misbehaved:", err) } else { fmt.Println("fine") }
}
`
}
