import { expect, test } from 'vitest'
import { formatMode, formatOctalMode } from '../../src/report/format-mode.ts'

// biome-ignore format: one case per line
test.each([
  ['file',      0o644,  '-rw-r--r--', '0644'],
  ['file',      0o4755, '-rwsr-xr-x', '4755'],
  ['file',      0o4644, '-rwSr--r--', '4644'],
  ['file',      0o2755, '-rwxr-sr-x', '2755'],
  ['directory', 0o755,  'drwxr-xr-x', '0755'],
  ['directory', 0o1777, 'drwxrwxrwt', '1777'],
  ['directory', 0o1776, 'drwxrwxrwT', '1776'],
  ['symlink',   0o777,  'lrwxrwxrwx', '0777'],
  ['character', 0o666,  'crw-rw-rw-', '0666'],
  ['block',     0o660,  'brw-rw----', '0660'],
  ['fifo',      0o600,  'prw-------', '0600'],
  ['file',      0,      '----------', '0000'],
] as const)('a %s of mode %o is %s', (type, mode, text, octal) => {
  expect(formatMode(type, mode)).toBe(text)
  expect(formatOctalMode(mode)).toBe(octal)
})
