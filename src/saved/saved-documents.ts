import { parseRuntimeConfig, UNKNOWN_PLATFORM } from '../image/config-document.ts'
import type { ContainerLog, ContainerRecord, LogLine } from '../image/container.ts'
import { parsePlatformField } from '../image/descriptor-document.ts'
import type { ImageDocuments, LayerDescriptor, Step } from '../image/image.ts'
import {
  count,
  elements,
  type Field,
  flag,
  isAbsent,
  member,
  requiredText,
  text,
  texts,
  textsByKey,
} from '../image/json-document.ts'
import { savedFindings } from './saved-finding.ts'
import { digest, requiredCount, requiredName, requiredNumber, wordOf } from './saved-text.ts'

/** What a saved analysis knows of the image's documents. */
export function savedDocuments(root: Field): ImageDocuments {
  const image = member(root, 'image')
  const record = member(root, 'record')
  const container = member(record, 'container')
  return {
    tags: texts(member(image, 'tags')),
    digest: digest(member(image, 'digest')),
    id: digest(member(image, 'id')),
    platform: parsePlatformField(member(image, 'platform')) ?? UNKNOWN_PLATFORM,
    created: text(member(image, 'created')),
    config: parseRuntimeConfig(member(image, 'config'), text(member(record, 'author'))),
    steps: elements(member(root, 'history')).map(step),
    layers: elements(member(root, 'layers')).map(descriptor),
    annotations: textsByKey(member(record, 'annotations')),
    findings: savedFindings(member(record, 'findings')),
    ...(isAbsent(container) ? {} : { container: containerRecord(container) }),
  }
}

function step(field: Field, index: number): Step {
  return {
    index,
    layer: count(member(field, 'layer')),
    instruction: requiredText(member(field, 'instruction')),
    createdBy: requiredText(member(field, 'createdBy')),
    created: text(member(field, 'created')),
    comment: text(member(field, 'comment')),
    empty: flag(member(field, 'empty')),
    reportedBytes: null,
  }
}

function descriptor(field: Field, index: number): LayerDescriptor {
  return {
    index,
    blob: `layer ${index}`,
    diffId: digest(member(field, 'diffId')),
    digest: digest(member(field, 'digest')),
    mediaType: text(member(field, 'mediaType')),
    blobBytes: count(member(field, 'transferBytes')),
    step: count(member(field, 'step')),
  }
}

function containerRecord(field: Field): ContainerRecord {
  const state = member(field, 'state')
  return {
    name: requiredText(member(field, 'name')),
    id: requiredText(member(field, 'id')),
    image: requiredText(member(field, 'image')),
    layer: requiredCount(member(field, 'layer')),
    state: {
      status: requiredText(member(state, 'status')),
      exitCode: requiredNumber(member(state, 'exitCode')),
      oomKilled: flag(member(state, 'oomKilled')),
      error: text(member(state, 'error')),
      restarts: requiredCount(member(state, 'restarts')),
      startedAt: text(member(state, 'startedAt')),
      finishedAt: text(member(state, 'finishedAt')),
      memoryLimit: count(member(state, 'memoryLimit')),
    },
    mounts: texts(member(field, 'mounts')),
    log: containerLog(member(field, 'log')),
    askedAt: requiredText(member(field, 'askedAt')),
  }
}

function containerLog(field: Field): ContainerLog {
  const kind = wordOf(member(field, 'kind'), ['lines', 'refused'])
  return kind === 'refused'
    ? { kind, answer: requiredText(member(field, 'answer')) }
    : { kind, lines: elements(member(field, 'lines')).map(logLine) }
}

function logLine(field: Field): LogLine {
  return {
    stream: wordOf(member(field, 'stream'), ['stdout', 'stderr', 'terminal']),
    text: requiredName(member(field, 'text')),
    cut: flag(member(field, 'cut')),
  }
}
