import { type ByteString, byteString } from '../../image/byte-string.ts'

/**
 * The program a shell's script surely runs first: the first word of a script that is one simple command. `null` for
 * anything a shell would have to think about, and for its builtins.
 */
export function simpleCommand(script: ByteString): ByteString | null {
  const words = /^\s*(?:exec\s+)?([^\s=]+)(?:\s[^\n]*)?\s*$/.exec(script)
  const [, name] = words ?? []
  if (name === undefined || SYNTAX.test(script) || SHELL_WORDS.has(name)) return null
  return /^[\w./+@%-]+$/.test(name) && !name.startsWith('-') ? byteString(name) : null
}

/** Pipes, lists, redirections, substitutions, groups, comments: more than one command, or not surely one. */
const SYNTAX = /[|&;<>()`{}#!\n]|\$\(/

/** Builtins and reserved words of the shells in use (POSIX, dash, bash, busybox ash). */
const SHELL_WORDS: ReadonlySet<string> = new Set(
  (
    '. : [ [[ alias bg bind break builtin caller case cd command compgen complete continue coproc declare dirs disown do ' +
    'done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in ' +
    'jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt ' +
    'source suspend test then time times trap true type typeset ulimit umask unalias unset until wait while'
  ).split(' '),
)
