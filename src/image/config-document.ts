import type { Healthcheck, ImageConfig } from './config.ts'
import { parsePlatformField } from './descriptor-document.ts'
import { type Digest, parseDigest } from './digest.ts'
import {
  count,
  elements,
  type Field,
  filledText,
  flag,
  isAbsent,
  isList,
  member,
  members,
  requiredText,
  text,
  texts,
  textsByKey,
  wrong,
} from './json-document.ts'
import type { Platform } from './platform.ts'
import type { HistoryEntry } from './steps.ts'

/** An image config (OCI image-spec, config.md; Docker's differs by more members only). */
export interface ConfigDocument {
  readonly platform: Platform
  readonly created: string | null
  readonly config: ImageConfig
  readonly history: readonly HistoryEntry[]
  /** In order, bottom first. */
  readonly diffIds: readonly Digest[]
}

export function parseConfig(field: Field): ConfigDocument {
  return {
    platform: parsePlatformField(field) ?? UNKNOWN_PLATFORM,
    created: filledText(member(field, 'created')),
    config: parseRuntimeConfig(member(field, 'config'), filledText(member(field, 'author'))),
    history: elements(member(field, 'history')).map(parseHistoryEntry),
    diffIds: elements(member(member(field, 'rootfs'), 'diff_ids')).map(parseDiffId),
  }
}

export const UNKNOWN_PLATFORM: Platform = { os: 'unknown', architecture: 'unknown', variant: null }

/** The `config` member: what a container starts with. An engine's inspection answers with the same names. */
export function parseRuntimeConfig(field: Field, author: string | null): ImageConfig {
  return {
    user: text(member(field, 'User')) ?? '',
    workingDirectory: text(member(field, 'WorkingDir')) ?? '',
    entrypoint: words(member(field, 'Entrypoint')),
    command: words(member(field, 'Cmd')),
    shell: texts(member(field, 'Shell')),
    environment: texts(member(field, 'Env')),
    exposedPorts: keys(member(field, 'ExposedPorts')),
    volumes: keys(member(field, 'Volumes')),
    labels: textsByKey(member(field, 'Labels')),
    stopSignal: filledText(member(field, 'StopSignal')),
    healthcheck: parseHealthcheck(member(field, 'Healthcheck')),
    onBuild: texts(member(field, 'OnBuild')),
    argsEscaped: flag(member(field, 'ArgsEscaped')),
    author,
  }
}

/** A list of words; a bare text is a list of one, as Docker reads it (images of 2014 and earlier). */
function words(field: Field): string[] {
  return typeof field.value === 'string' ? [field.value] : texts(field)
}

/** A set is written as an object with empty members (`{"8080/tcp":{}}`), by some tools as a list. */
function keys(field: Field): string[] {
  return isList(field) ? texts(field) : members(field).map(([key]) => key)
}

function parseHealthcheck(field: Field): Healthcheck | null {
  if (isAbsent(field)) return null
  return {
    test: texts(member(field, 'Test')),
    intervalNanoseconds: count(member(field, 'Interval')),
    timeoutNanoseconds: count(member(field, 'Timeout')),
    retries: count(member(field, 'Retries')),
  }
}

function parseHistoryEntry(field: Field): HistoryEntry {
  return {
    createdBy: text(member(field, 'created_by')) ?? '',
    created: filledText(member(field, 'created')),
    comment: filledText(member(field, 'comment')),
    empty: flag(member(field, 'empty_layer')),
    reportedBytes: null,
  }
}

function parseDiffId(field: Field): Digest {
  return parseDigest(requiredText(field)) ?? wrong(field, 'a diffId: sha256: and 64 hex digits')
}
