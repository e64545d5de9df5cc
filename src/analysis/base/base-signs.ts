import type { Step } from '../../image/image.ts'
import type { BaseSign } from './base-sign.ts'
import { builderChange } from './signs/builder-change.ts'
import { imported } from './signs/imported.ts'
import { languageImage } from './signs/language-image.ts'
import { processInTheMiddle } from './signs/process-in-the-middle.ts'

/** What to look for. A new one is a file and a line here. */
export const BASE_SIGNS: readonly ((steps: readonly Step[]) => readonly BaseSign[])[] = [
  imported,
  builderChange,
  processInTheMiddle,
  languageImage,
]
