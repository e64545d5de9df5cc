import { expect } from 'vitest'
import type { OpenScreen } from './open-screen.tsx'

/** The screen is exactly the golden one of this name and size in `golden/`; `npm run test:update` accepts a new one. */
export async function expectScreen(screen: OpenScreen, name: string): Promise<void> {
  const file = new URL(`./golden/${name}-${screen.columns}x${screen.rows}.txt`, import.meta.url)
  await expect(`${screen.text()}\n`).toMatchFileSnapshot(file.pathname)
}
