import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatDuration, formatPercent } from '../../src/report/format-number.ts'
import type { ImageState, OpeningStage, Progress } from '../../src/store/state.ts'

/** What is happening, how far, how fast, and how long still; `undefined` when nothing is. */
export function progressText(image: ImageState | undefined): string | undefined {
  if (image?.kind === 'opening') return openingText(image.stage)
  if (image?.kind !== 'reading') return undefined
  return readingText(
    image.progress,
    image.outlined ? 'Names and sizes are here; hashing contents' : 'Reading',
  )
}

function openingText(stage: OpeningStage): string {
  switch (stage.kind) {
    case 'asking':
      return stage.label === null ? 'Opening' : `Opening ${stage.label}`
    case 'pulling':
      return `Pulling: ${stage.status}${amountText(stage.currentBytes, stage.totalBytes)}`
    case 'reading':
      return readingText(stage.progress)
    default:
      return stage satisfies never
  }
}

function amountText(current: number, total: number | null): string {
  return total === null ? '' : ` ${formatBytes(current)} of ${formatBytes(total)}`
}

function readingText(progress: Progress, doing = 'Reading'): string {
  const { stage, readBytes, since, now } = progress
  if (stage === 'waiting') return `The engine prepares the export: ${formatDuration(now - since)}`
  if (stage === 'starting' || readBytes === 0) return doing
  const seconds = (now - since) / 1000
  const speed = seconds > SETTLED ? readBytes / seconds : null
  return [
    howFar(progress, doing),
    ...(speed === null ? [] : [`${formatBytes(speed)}/s`, ...timeLeft(progress, speed)]),
  ].join(', ')
}

/** Seconds before a speed means anything. */
const SETTLED = 0.3

/** What was expected is an estimate of the engine's: more may come. */
function howFar({ readBytes, expectedBytes }: Progress, doing: string): string {
  if (expectedBytes === null) return `${doing}: ${formatBytes(readBytes)}`
  const share = formatPercent(Math.min(1, readBytes / expectedBytes))
  return `${doing}: ${formatBytes(readBytes)} of ${formatBytes(Math.max(expectedBytes, readBytes))} (${share})`
}

function timeLeft({ readBytes, expectedBytes }: Progress, speed: number): string[] {
  if (expectedBytes === null || readBytes >= expectedBytes) return []
  return [`${formatDuration(((expectedBytes - readBytes) / speed) * 1000)} left`]
}
