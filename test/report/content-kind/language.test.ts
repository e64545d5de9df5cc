import { expect, test } from 'vitest'
import { byteString } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { languageOf } from '../../../src/report/content-kind/language.ts'

// biome-ignore format: one case per line
test.each([
  ['/app/Dockerfile',               '',                           'dockerfile'],
  ['/app/Dockerfile.dev',           '',                           'dockerfile'],
  ['/app/build.dockerfile',         '',                           'dockerfile'],
  ['/app/main.go',                  '',                           'go'],
  ['/app/main.PY',                  '',                           'python'],
  ['/app/package.json',             '',                           'json'],
  ['/app/config.yml',               '',                           'yaml'],
  ['/app/Cargo.toml',               '',                           'ini'],
  ['/etc/os-release',               '',                           'ini'],
  ['/etc/nginx/nginx.conf',         '',                           'nginx'],
  ['/etc/nginx/sites-enabled/site', '',                           'nginx'],
  ['/etc/ssh/sshd.conf',            '',                           'ini'],
  ['/root/.bashrc',                 '',                           'bash'],
  ['/srv/Makefile',                 '',                           'makefile'],
  ['/srv/index.html',               '',                           'xml'],
  ['/run',                          '#!/bin/sh -e',               'bash'],
  ['/run',                          '#!/usr/bin/env -S node -u',  'javascript'],
  ['/run',                          '#!/usr/bin/python3.11',      'python'],
  ['/run',                          '<?xml version="1.0"?>',      'xml'],
  ['/run.txt',                      '#!/usr/local/bin/ruby',      'ruby'],
  ['/etc/passwd',                   'root:x:0:0',                 null],
  ['/sh',                           '',                           null],
  ['/a.constructor',                '',                           null],
])('%s, which begins with "%s": %s', (path, firstLine, language) => {
  expect(languageOf(parseTreePath(byteString(path)), firstLine)).toBe(language)
})
