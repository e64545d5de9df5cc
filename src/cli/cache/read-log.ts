import { createReadStream } from 'node:fs'
import { TextDecoder } from 'node:util'
import type { BuildLog } from '../../analysis/cache/log/build-log.ts'
import { BuildLogReader, LONGEST_LINE } from '../../analysis/cache/log/read-build-log.ts'
import { fail } from '../../errors.ts'
import { throwFileFault } from '../../source/file-faults.ts'

/** Reads the log of a build; `-` is standard input. Throws a fault when it cannot be read, or is none. */
export async function readLog(path: string, signal: AbortSignal): Promise<BuildLog> {
  const reader = new BuildLogReader()
  try {
    for await (const line of textLines(openLog(path), signal)) reader.add(line)
  } catch (error) {
    signal.throwIfAborted()
    throwFileFault(error, path)
  }
  return reader.end() ?? notALog(path, reader.lines)
}

function openLog(path: string): AsyncIterable<Uint8Array> {
  if (path !== '-') return createReadStream(path)
  if (!process.stdin.isTTY) return process.stdin
  const message =
    'Standard input is a terminal. Pipe a log into it: docker build --progress=plain . 2>&1 | layerscope cache log -'
  return fail({ kind: 'usage', message })
}

/** Lines without their ends; what is longer than anyone looks at is cut. */
async function* textLines(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let rest = ''
  for await (const chunk of bytes) {
    signal.throwIfAborted()
    decoder ??= new TextDecoder(isWide(chunk) ? 'utf-16le' : 'utf-8')
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Windows PowerShell redirects into UTF-16. */
function isWide(chunk: Uint8Array): boolean {
  return chunk[0] === 0xff && chunk[1] === 0xfe
}

function notALog(path: string, lines: number): never {
  const found = lines === 1 ? '1 line' : `${lines.toLocaleString('en-US')} lines`
  return fail({
    kind: 'usage',
    message:
      `"${path}" is not the log of a build: of its ${found} none is like "#7 [2/5] RUN …" or "Step 3/9 : RUN …". ` +
      'Save one: docker build --progress=plain . 2>&1 | tee build.log',
  })
}
