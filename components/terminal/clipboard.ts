import { Buffer } from 'node:buffer'

/** Terminals drop longer ones; 74,994 bytes of base64 is what xterm and hterm are known to take. */
const CLIPBOARD_LIMIT = 56_000

/**
 * The sequence that asks the terminal to put text on the clipboard (OSC 52); works over SSH, where no local program
 * would. Inside tmux it is wrapped so that tmux passes it on. `undefined` when the text is too long.
 */
export function copySequence(text: string, env: NodeJS.ProcessEnv): string | undefined {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > CLIPBOARD_LIMIT) return undefined
  const sequence = `\x1b]52;c;${bytes.toString('base64')}\x07`
  return env['TMUX'] === undefined ? sequence : `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`
}
