/** A Dockerfile as a builder reads it: stages of instructions, nothing substituted yet. Lines count from 1. */
export interface Dockerfile {
  /** As its reader named it. */
  readonly path: string
  readonly directives: Directives
  /** Lines of the file without their ends. */
  readonly lines: readonly string[]
  /** ARGs before the first FROM: only the FROM lines see them. */
  readonly globalArguments: readonly ArgInstruction[]
  /** At least one. */
  readonly stages: readonly Stage[]
}

export interface Directives {
  /** The frontend asked for: `docker/dockerfile:1`; `null`: the builder's own. */
  readonly syntax: string | null
  readonly escape: EscapeCharacter
}

/** What continues a line and takes the meaning from the next character. */
export type EscapeCharacter = '\\' | '`'

/** From one FROM to the next. */
export interface Stage {
  /** From 0, as `COPY --from=0` counts. */
  readonly index: number
  /** In lower case, as builders compare; `null`: the FROM line gives none. */
  readonly name: string | null
  readonly from: FromInstruction
  readonly instructions: readonly Instruction[]
}

/** What follows the FROM line of a stage. Closed: whoever walks a stage handles every kind. */
export type Instruction =
  | RunInstruction
  | CopyInstruction
  | ArgInstruction
  | EnvInstruction
  | WorkdirInstruction
  | UserInstruction
  | ShellInstruction
  | OnbuildInstruction
  | ConfigInstruction

/** What every instruction has. */
export interface Written {
  readonly line: number
  readonly lastLine: number
  /** In capitals. */
  readonly keyword: string
  /** What follows the keyword, continued lines joined as builders join them, here-documents left out. */
  readonly operands: string
  readonly heredocs: readonly Heredoc[]
}

/** `--mount=type=cache,target=/root` has a value, `--link` none. */
export interface Flag {
  readonly name: string
  readonly value: string | null
}

export interface Heredoc {
  readonly name: string
  readonly content: string
}

export interface FromInstruction extends Written {
  readonly kind: 'from'
  /** An image, or the name of an earlier stage. */
  readonly image: string
  readonly platform: string | null
}

export interface RunInstruction extends Written {
  readonly kind: 'run'
  readonly flags: readonly Flag[]
  /** What the shell is given, or the exec form as written. */
  readonly command: string
  /** The words of the exec form; `null` for the shell form. */
  readonly exec: readonly string[] | null
}

export interface CopyInstruction extends Written {
  readonly kind: 'copy'
  readonly keyword: 'COPY' | 'ADD'
  readonly flags: readonly Flag[]
  /** Without those that are here-documents. */
  readonly sources: readonly string[]
  readonly destination: string
}

export interface ArgInstruction extends Written {
  readonly kind: 'arg'
  readonly names: readonly ArgName[]
}

export interface ArgName {
  readonly name: string
  /** As written, quotes and variables included; `null`: no default. */
  readonly value: string | null
}

export interface EnvInstruction extends Written {
  readonly kind: 'env'
  readonly variables: readonly { readonly name: string; readonly value: string }[]
}

export interface WorkdirInstruction extends Written {
  readonly kind: 'workdir'
}

export interface UserInstruction extends Written {
  readonly kind: 'user'
}

export interface ShellInstruction extends Written {
  readonly kind: 'shell'
}

/** Runs in whatever starts FROM this stage's image. */
export interface OnbuildInstruction extends Written {
  readonly kind: 'onbuild'
  readonly trigger: Instruction
}

/** LABEL, CMD, ENTRYPOINT, EXPOSE, VOLUME, STOPSIGNAL, HEALTHCHECK, MAINTAINER: words in the image's config. */
export interface ConfigInstruction extends Written {
  readonly kind: 'config'
}

/** The value of a flag; `null` when the flag is absent, or has none. */
export function flagValue(flags: readonly Flag[], name: string): string | null {
  return flags.find(flag => flag.name === name)?.value ?? null
}

/** Whether a flag without a value, or with `=true`, is there. */
export function hasFlag(flags: readonly Flag[], name: string): boolean {
  return flags.some(flag => flag.name === name && flag.value !== 'false')
}

/** The instruction on one line: `COPY . .`; blanks collapsed, here-documents left out. */
export function instructionText({ keyword, operands }: Written): string {
  return `${keyword} ${operands.replace(/\s+/g, ' ').trim()}`.trimEnd()
}
