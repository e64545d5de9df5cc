/** Where a recorded COPY or ADD puts its files. */
export function destinationOf(text: string): string {
  return text.trimEnd().split(/\s+/).at(-1) ?? ''
}

/** What BuildKit recorded that is copied; the classic builder records a checksum in its place. */
export function sourcesOf(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .slice(1, -1)
    .filter(word => !word.startsWith('--'))
}
