/**
 * Preloaded into a process whose streams are pipes: makes them a terminal of 80×24, so that a test sees each byte sent
 * to it.
 */
Object.defineProperties(process.stdout, {
  isTTY: { value: true },
  columns: { value: 80 },
  rows: { value: 24 },
})
Object.defineProperties(process.stdin, { isTTY: { value: true }, setRawMode: { value: () => {} } })
