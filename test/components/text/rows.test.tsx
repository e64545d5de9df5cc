import { stripVTControlCharacters } from 'node:util'
import { Box } from 'ink'
import { render } from 'ink-testing-library'
import { expect, test } from 'vitest'
import { Lines } from '../../../components/text/lines.tsx'
import { Pane } from '../../../components/text/pane.tsx'
import { label } from '../../../components/text/segment.ts'
import { openScreen } from '../../screens/open-screen.tsx'

function Sample() {
  const content = {
    title: [label('1 Sizes')],
    rows: [{ segments: [label('日本 4 kB', 'added')] }],
    focused: true,
  }
  return (
    <Box flexDirection="column">
      <Lines lines={[{ segments: [label('header')] }]} size={{ columns: 20, rows: 1 }} />
      <Box>
        <Pane content={content} size={{ columns: 14, rows: 3 }} />
        <Lines lines={[{ segments: [label('beside')] }]} size={{ columns: 6, rows: 1 }} />
      </Box>
      <Box position="absolute" top={2} left={5}>
        <Lines lines={[{ segments: [label('over')] }]} size={{ columns: 4, rows: 1 }} />
      </Box>
    </Box>
  )
}

const DRAWN = `header
┏ 1 Sizes ━━━┓beside
┃日本overB   ┃
┗━━━━━━━━━━━━┛`

test('Ink alone paints the same rows as the kit', async () => {
  expect(stripVTControlCharacters(render(<Sample />).lastFrame() ?? '')).toBe(DRAWN)
  const screen = await openScreen(<Sample />, { columns: 20, rows: 4 })
  expect(screen.text()).toBe(DRAWN)
})
