/** Takes the screen: alternate buffer, no cursor, no automatic line wrap, pastes marked as such; the title is put aside. */
export const ENTER_SCREEN = '\x1b[22;0t\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[H\x1b[J'

/** Leaves everything as it was found, whatever had been switched on. */
export const LEAVE_SCREEN =
  '\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h\x1b[23;0t'

/**
 * What a program that was killed may have left switched on and we never switch off: focus reports, application keys and
 * keypad, insertion, a scroll region, another character set, colours. On our own screen: it moves the cursor.
 */
export const SETTLE_SCREEN =
  '\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?1l\x1b>\x1b[4l\x1b[?6l\x1b[r\x1b(B\x1b[m'

/** Presses and wheel (1000), movement with a button down (1002), positions beyond column 223 (1006). */
export const MOUSE_ON = '\x1b[?1000h\x1b[?1002h\x1b[?1006h'
export const MOUSE_OFF = '\x1b[?1006l\x1b[?1002l\x1b[?1000l'
