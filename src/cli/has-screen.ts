/** Whether standard output can show a screen: a terminal, and not one that says it can only print lines. */
export function hasScreen(
  isTerminal: boolean,
  variables: Readonly<Record<string, string | undefined>>,
): boolean {
  return isTerminal && variables['TERM'] !== 'dumb'
}
