import type { ImageConfig } from './config.ts'
import { parseRuntimeConfig, UNKNOWN_PLATFORM } from './config-document.ts'
import { parsePlatformField } from './descriptor-document.ts'
import { type Field, filledText, member, members, requiredText, text, texts } from './json-document.ts'
import type { Platform } from './platform.ts'
import type { HistoryEntry } from './steps.ts'

/**
 * The `json` file of one layer of the v1 layout (Docker ≤ 1.9): every layer is an image of its own with a parent, and
 * what later became history is the command of the container it was committed from.
 */
export interface LegacyLayerDocument {
  readonly parent: string | null
  readonly platform: Platform
  readonly created: string | null
  readonly config: ImageConfig
  readonly history: HistoryEntry
}

export function parseLegacyLayer(field: Field): LegacyLayerDocument {
  const created = filledText(member(field, 'created'))
  return {
    parent: filledText(member(field, 'parent')),
    platform: parsePlatformField(field) ?? UNKNOWN_PLATFORM,
    created,
    config: parseRuntimeConfig(member(field, 'config'), filledText(member(field, 'author'))),
    history: {
      createdBy: commandOf(member(member(field, 'container_config'), 'Cmd')),
      created,
      comment: filledText(member(field, 'comment')),
      empty: false,
      reportedBytes: null,
    },
  }
}

function commandOf(field: Field): string {
  return typeof field.value === 'string' ? requiredText(field) : texts(field).join(' ')
}

/** The `repositories` file: `{"mini": {"naive": "<id of the top layer>"}}`. */
export function parseRepositories(field: Field): { tag: string; id: string }[] {
  return members(field).flatMap(([repository, tags]) =>
    members(tags).map(([tag, id]) => ({ tag: `${repository}:${tag}`, id: text(id) ?? '' })),
  )
}
