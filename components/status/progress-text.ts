import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatDuration, formatPercent } from '../../src/report/format-number.ts'
import type { ImageState, OpeningStage, Progress } from '../../src/store/state.ts'

/** What is happening, how far, how fast, and how long still; `undefined` when nothing is. */
export function progressText(image: ImageState | undefined): string | undefined {
  if (image?.kind === 'opening') return openingText(image.stage)
  return image?.kind === 'reading' ? readingText(image.progress) : undefined
}

function openingText(stage: OpeningStage): string {
  if (stage.kind === 'asking') return stage.label === null ? 'Opening…' : `Opening ${stage.label}…`
  const amount =
    stage.totalBytes === null ? '' : ` ${formatBytes(stage.currentBytes)} of ${formatBytes(stage.totalBytes)}`
  return `Pulling: ${stage.status}${amount}`
}

function readingText(progress: Progress): string {
  const { stage, readBytes, expectedBytes, since, now } = progress
  if (stage === 'waiting' || readBytes === 0)
    return `The engine prepares the export… ${formatDuration(now - since)}`
  const seconds = (now - since) / 1000
  const speed = seconds > SETTLED ? readBytes / seconds : null
  const parts = [
    expectedBytes === null
      ? `Reading: ${formatBytes(readBytes)}`
      : `Reading: ${formatBytes(readBytes)} of ${formatBytes(Math.max(expectedBytes, readBytes))} (${formatPercent(Math.min(1, readBytes / expectedBytes))})`,
    ...(speed === null ? [] : [`${formatBytes(speed)}/s`]),
    ...(speed === null || expectedBytes === null || readBytes >= expectedBytes
      ? []
      : [`${formatDuration(((expectedBytes - readBytes) / speed) * 1000)} left`]),
  ]
  return parts.join(', ')
}

/** Seconds before a speed means anything. */
const SETTLED = 0.3
