import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import lua from 'highlight.js/lib/languages/lua'
import makefile from 'highlight.js/lib/languages/makefile'
import markdown from 'highlight.js/lib/languages/markdown'
import nginx from 'highlight.js/lib/languages/nginx'
import perl from 'highlight.js/lib/languages/perl'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import type { Language } from '../../../src/report/content-kind/language.ts'

const GRAMMARS = {
  ...{ bash, c, cpp, css, diff, dockerfile, go, ini, java, javascript, json, lua, makefile, markdown },
  ...{ nginx, perl, php, python, ruby, rust, sql, typescript, xml, yaml },
} satisfies Record<Language, unknown>

const lowlight = createLowlight(GRAMMARS)

/** What each piece of a text is, as highlight.js sees it. Loaded only when a text is to be coloured. */
export function parseCode(language: Language, text: string): CodeNode[] {
  return lowlight.highlight(language, text).children
}

/** Text, or an element around some, whose class says what it is. */
export type CodeNode = ReturnType<typeof lowlight.highlight>['children'][number]
