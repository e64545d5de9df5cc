import { expect, test } from 'vitest'
import { envProgram, readShebang } from '../../../src/analysis/start/shebang.ts'
import { simpleCommand } from '../../../src/analysis/start/shell-script.ts'
import { byteString } from '../../../src/image/byte-string.ts'

// biome-ignore format: one case per line
test.each([
  ['#!/bin/sh\necho',              '/bin/sh'],
  ['#!/bin/sh',                    '/bin/sh'],
  ['#! \t/bin/sh\n',               '/bin/sh'],
  ['#!/bin/sh -e -x  \n',          '/bin/sh | -e -x'],
  ['#!/bin/sh\r\n',                '/bin/sh\r'],
  ['#!/bin/sh -e\r\n',             '/bin/sh | -e\r'],
  ['#!bin/sh\n',                   'bin/sh'],
  ['#!\n/bin/sh',                  'empty'],
  ['#!  \t\n',                     'empty'],
  ['#!',                           'empty'],
  ['',                             'none'],
  ['echo',                         'none'],
  [' #!/bin/sh',                   'none'],
  ['\xef\xbb\xbf#!/bin/sh',        'byteOrderMark'],
  [`#!/${'x'.repeat(253)}`,        'tooLong'],
  [`#!/bin/sh ${'x'.repeat(246)}`, `/bin/sh | ${'x'.repeat(246)}`],
])('%j names %j', (head, expected) => {
  const shebang = readShebang(byteString(head))
  const words = shebang.kind === 'interpreter' ? [shebang.path, shebang.argument ?? []].flat().join(' | ') : shebang.kind
  expect(words).toBe(expected)
})

// biome-ignore format: one case per line
test.each([
  ['python3',              'python3'],
  ['python3 -u',           'python3 -u'],
  ['-S python3 -u',        'python3'],
  ['-Spython3 -u',         'python3'],
  ['-S A=1 B=2 python3',   'python3'],
  ['--split-string=ruby x','ruby'],
  ['-i python3',           null],
  ['-S -i python3',        null],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: env's own syntax
  ['-S ${PYTHON} x',       null],
  ['A=1 python3',          null],
])('env %j runs %j', (argument, expected) => {
  const target = envProgram(byteString(argument))
  expect(target.kind === 'program' ? target.name : null).toBe(expected)
})

// biome-ignore format: one case per line
test.each([
  ['./server',                        './server'],
  ['exec ./server --port 80',         './server'],
  ['java -jar app.jar',               'java'],
  ['./server --port $PORT',           './server'],
  ['./server "$@"',                   './server'],
  ['echo hello',                      null],
  ['cd /app',                         null],
  ['A=1 ./server',                    null],
  ['./server && true',                null],
  ['./server > log',                  null],
  ['$APP',                            null],
  ['"./server"',                      null],
  ['',                                null],
  ['./a\n./b',                        null],
])('a shell runs first, of %j: %j', (script, expected) => {
  expect(simpleCommand(byteString(script))).toBe(expected)
})
