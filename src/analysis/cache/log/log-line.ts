/** A line without colours and without what a CI system puts in front. */
export interface LogLine {
  /** Milliseconds since the epoch, or of a day; `null` when the line has no time. */
  readonly time: number | null
  readonly text: string
}

/**
 * Takes off what stands before a builder's own words:
 *
 *     build<TAB>Build image<TAB>2024-05-01T12:00:00.1234567Z #7 DONE     gh run view --log
 *     2024-05-01T12:00:00.1234567Z #7 DONE                             GitHub
 *     2024-05-01T12:00:00.123456Z 01O #7 DONE                          GitLab
 *     [2024-05-01T12:00:00.123Z] #7 DONE · 12:00:00  #7 DONE           Jenkins
 *     api  | #7 DONE                                                   compose
 */
export function logLine(raw: string): LogLine {
  const text = raw
    .replace(ANSI, '')
    .replace(/^.*\r(?=.)/, '')
    .trimEnd()
  const own = text.replace(/^[^\t]*\t[^\t]*\t(?=\uFEFF?\d{4}-)/, '').replace(/^\uFEFF/, '')
  const dated =
    /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\]? ?(?:\d\d[OE][ +])?/.exec(own)
  if (dated !== null) return { time: dateTime(dated[1] ?? ''), text: own.slice(dated[0].length) }
  const clock = /^\[?(\d\d):(\d\d):(\d\d(?:\.\d+)?)\]?\s{1,2}/.exec(own)
  if (clock !== null) return { time: clockTime(clock), text: own.slice(clock[0].length) }
  return { time: null, text: own.replace(/^[\w.-]{1,64}\s{1,32}\| /, '') }
}

/** Control sequences, titles of terminals, and single escapes. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g

function dateTime(text: string): number | null {
  const time = Date.parse(
    text
      .replace(' ', 'T')
      .replace(',', '.')
      .replace(/(\.\d{3})\d+/, '$1'),
  )
  return Number.isNaN(time) ? null : time
}

function clockTime([, hours = '', minutes = '', seconds = '']: RegExpExecArray): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
