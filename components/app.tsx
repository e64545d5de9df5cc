import { Box } from 'ink'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { countOf } from '../src/report/amount.ts'
import { displayText } from '../src/report/display-name.ts'
import { resizeTerminal } from '../src/store/actions/resize-terminal.ts'
import type { Pair } from '../src/store/compare-state.ts'
import { unpackedBytesOf } from '../src/store/selectors/compare/comparison.ts'
import { currentPair } from '../src/store/selectors/compare/pair.ts'
import { currentImage, currentKey } from '../src/store/selectors/current.ts'
import { SMALLEST } from '../src/store/selectors/explore-panes.ts'
import { imageTitle } from '../src/store/selectors/image-title.ts'
import type { ImageKey, State } from '../src/store/state.ts'
import { perform, type Store } from '../src/store/store.ts'
import { CacheScreen } from './cache/cache-screen.tsx'
import { carryOut } from './carry-out.ts'
import { compareHeader } from './compare/compare-header.ts'
import { CompareScreen } from './compare/compare-screen.tsx'
import { DifferencesScreen } from './compare/differences-screen.tsx'
import { ConfigScreen } from './config/config-screen.tsx'
import { ContentsScreen } from './contents/contents-screen.tsx'
import { DoctorScreen } from './doctor/doctor-screen.tsx'
import type { Effects } from './effects.ts'
import { ExplainOverlay } from './explain/explain-overlay.tsx'
import { ExploreScreen } from './explore/explore-screen.tsx'
import { useSearch } from './explore/use-search.ts'
import { FaultScreen } from './fault/fault-screen.tsx'
import { HelpOverlay } from './help/help-overlay.tsx'
import { verbOfEvent } from './keys/verb-of-event.ts'
import { PickerScreen } from './picker/picker-screen.tsx'
import { headerRow } from './status/header-row.ts'
import { StatusLine } from './status/status-line.tsx'
import { TableScreen } from './table/table-screen.tsx'
import { useScreenSize, useTerminal, useTerminalInput } from './terminal/terminal-context.ts'
import { titleSequence } from './terminal/title.ts'
import { Lines } from './text/lines.tsx'
import { label } from './text/segment.ts'
import { useTheme } from './text/theme-context.ts'
import { useContent, useDifference } from './viewer/use-content.ts'
import { ViewerScreen } from './viewer/viewer-screen.tsx'
import { WasteScreen } from './waste/waste-screen.tsx'

export interface AppProps {
  readonly store: Store
  readonly effects: Effects
  /** When the program started, in milliseconds, for ages. */
  readonly now: number
}

/** The whole screen: a header, one screen, the status line. Keys come in here and nowhere else. */
export function App({ store, effects, now }: AppProps) {
  const state = useStore(store)
  const access = useTerminal()
  const { columns, rows } = useScreenSize()
  useEffect(() => perform(store, resizeTerminal, { columns, rows }), [store, columns, rows])
  useContent(state, effects)
  useDifference(state, effects)
  useSearch(state, effects)
  useTerminalInput(event => {
    const verb = verbOfEvent(store.getState(), event)
    if (verb !== undefined) carryOut(verb, { store, effects, ...access })
  })
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return <TooSmall columns={columns} rows={rows} />
  return (
    <Box flexDirection="column">
      <Header state={state} />
      <Body state={state} now={now} />
      <StatusLine state={state} />
    </Box>
  )
}

function Body({ state, now }: { readonly state: State; readonly now: number }) {
  const { columns, rows } = state.terminal
  const image = currentImage(state)
  if (state.overlay.kind === 'help') return <HelpOverlay state={state} />
  if (state.overlay.kind === 'explain')
    return <ExplainOverlay overlay={state.overlay} size={{ columns, rows: rows - 2 }} />
  if (image?.kind === 'failed') {
    return (
      <FaultScreen
        reference={titleOf(currentKey(state), state)}
        fault={image.fault}
        columns={columns}
        rows={rows - 2}
      />
    )
  }
  switch (state.screen.kind) {
    case 'picker':
      return <PickerScreen state={state} now={now} />
    case 'explore':
      return <ExploreScreen state={state} />
    case 'waste':
      return <WasteScreen state={state} />
    case 'config':
      return <ConfigScreen state={state} />
    case 'viewer':
      return <ViewerScreen state={state} file={state.screen.file} />
    case 'doctor':
      return <DoctorScreen state={state} />
    case 'contents':
      return <ContentsScreen state={state} />
    case 'compare':
      return <CompareScreen state={state} pair={state.screen.pair} />
    case 'cache':
      return <CacheScreen state={state} pair={state.screen.pair} />
    case 'differences':
      return <DifferencesScreen state={state} pair={state.screen.pair} />
    case 'table':
      return <TableScreen state={state} />
    default:
      return state.screen satisfies never
  }
}

function Header({ state }: { readonly state: State }) {
  const pair = currentPair(state)
  return pair === undefined ? <ImageHeader state={state} /> : <PairHeader state={state} pair={pair} />
}

function PairHeader({ state, pair }: { readonly state: State; readonly pair: Pair }) {
  const { columns } = state.terminal
  const { glyphs } = useTheme()
  const { terminal } = useTerminal()
  const [a, b] = [unpackedBytesOf(state, pair.a), unpackedBytesOf(state, pair.b)]
  const lines = useMemo(() => [compareHeader(pair, { a, b }, columns, glyphs)], [pair, a, b, columns, glyphs])
  const title = displayText(`${pair.a.image} - ${pair.b.image}`)
  useEffect(() => terminal.send(titleSequence(title)), [terminal, title])
  return <Lines lines={lines} size={{ columns, rows: 1 }} />
}

function ImageHeader({ state }: { readonly state: State }) {
  const key = currentKey(state)
  const image = currentImage(state)
  const { columns } = state.terminal
  const { glyphs } = useTheme()
  const { terminal } = useTerminal()
  const name = titleOf(key, state)
  const lines = useMemo(
    () => [headerRow(name, image, columns, glyphs.ellipsis)],
    [name, image, columns, glyphs],
  )
  useEffect(() => terminal.send(titleSequence(displayText(name))), [terminal, name])
  return <Lines lines={lines} size={{ columns, rows: 1 }} />
}

/** What the header and the terminal's title call what is on screen. */
function titleOf(key: ImageKey | undefined, state: State): string {
  return key === undefined ? screenName(state) : imageTitle(key)
}

function screenName({ screen }: State): string {
  if (screen.kind === 'table') return countOf(screen.images.length, 'image')
  const [first] = screen.kind === 'picker' ? screen.compareWith : []
  return first === undefined ? 'layerscope' : `Compare ${first} with`
}

/** Comes back by itself when the window grows. */
function TooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  const lines = useMemo(
    () => [
      { segments: [label(`Too small: ${columns}x${rows}. Needs ${SMALLEST.columns}x${SMALLEST.rows}.`)] },
    ],
    [columns, rows],
  )
  return <Lines lines={lines} size={{ columns, rows }} />
}
