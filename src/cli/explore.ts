import { explain, type FaultKind, fail, LayerscopeError } from '../errors.ts'
import { analysisJson } from '../report/json/analysis-json.ts'
import { layersCsv } from '../report/layers-csv.ts'
import { summaryMarkdown } from '../report/summary-markdown.ts'
import { summaryText } from '../report/summary-text.ts'
import type { Call } from './command.ts'
import { printComparison } from './compare.ts'
import { isPrinted } from './is-printed.ts'
import { nearestWord } from './nearest-word.ts'
import { flag } from './option-values.ts'
import { pickerItems } from './picker-items.ts'
import { printResult, type Result } from './print.ts'
import { pullWish } from './pull-options.ts'
import { readImage, reportMissingLayers } from './read-image.ts'
import type { ExitCode } from './surroundings.ts'

/** Bare references: screens where there is a terminal, otherwise, or when a format is asked for, the result in print. */
export async function explore(call: Call): Promise<ExitCode> {
  const files = flag(call.values, 'files')
  if (files && call.options.format !== 'json')
    usage('--files lists every file in the JSON result; add --json.')
  const [reference, ...more] = call.words
  if (more.length > 0) return compareSeveral(call)
  const pull = pullWish(call)
  if (pull.isAsked && reference !== undefined)
    usage(
      '--nodes, --have, --bandwidth and --estimate-transfer are about images beside each other; name two.',
    )
  if (isPrinted(call))
    return hintingAtCommands(call, () => printImage(reference ?? nothingToPrint(), files, call))
  return openScreens(call)
}

function openScreens(call: Call): Promise<ExitCode> {
  const { surroundings, words } = call
  return surroundings.runScreens(call, {
    references: words,
    pull: pullWish(call),
    list: signal => pickerItems(surroundings.machine, signal),
  })
}

async function printImage(reference: string, files: boolean, call: Call): Promise<ExitCode> {
  const { analysis, source } = await readImage(reference, call)
  const { ascii } = call.options
  const result: Result = {
    text: width => summaryText(analysis, { reference, ascii, width: width ?? PAGE_WIDTH }),
    json: () => analysisJson(analysis, { reference, source, files }),
    markdown: () => summaryMarkdown(analysis, reference),
    csv: () => layersCsv(analysis),
  }
  await printResult(result, call)
  return reportMissingLayers(analysis, call)
}

/** A misspelt command is a reference to nothing, and usually stands before one. */
async function compareSeveral(call: Call): Promise<ExitCode> {
  const command = likelyCommand(call)
  if (command !== undefined) usage(`There is no command "${call.words[0] ?? ''}". Did you mean ${command}?`)
  return isPrinted(call) ? printComparison(call) : openScreens(call)
}

/** Adds the command somebody may have meant to the fault of a word that is no image either. */
async function hintingAtCommands(call: Call, read: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await read()
  } catch (error) {
    const command = likelyCommand(call)
    if (command === undefined || !(error instanceof LayerscopeError) || !MISSING.has(error.fault.kind))
      throw error
    const message = `${explain(error.fault)}\nIf you meant the command: layerscope ${command}.`
    return fail({ kind: 'usage', message }, error)
  }
}

const MISSING: ReadonlySet<FaultKind> = new Set(['missingImage', 'missingFile', 'engineUnreachable'])

function likelyCommand({ words: [word = ''], commands }: Call): string | undefined {
  return /^[a-z]+$/i.test(word)
    ? nearestWord(
        word,
        commands.map(({ name }) => name),
      )
    : undefined
}

/** Columns of a summary that no terminal limits. */
const PAGE_WIDTH = 80

function nothingToPrint(): never {
  return usage('Name an image to print (layerscope IMAGE); without one, a picker opens on a terminal.')
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
