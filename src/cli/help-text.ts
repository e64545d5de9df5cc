import type { Example } from './command.ts'

/** Examples for the end of a command's help: each line with what it does beneath it. */
export function examplesText(examples: readonly Example[]): string {
  return `\nExamples:\n${examples.map(({ line, says }) => `  ${line}\n      ${says}`).join('\n')}`
}

/** What may stand for IMAGE, as a table. */
export function imageFormsText(): string {
  const width = Math.max(...IMAGE_FORMS.map(([form]) => form.length))
  const rows = IMAGE_FORMS.map(([form, meaning]) => `  ${form.padEnd(width)}  ${meaning}`)
  return `\nWhat IMAGE may be:\n${rows.join('\n')}`
}

const IMAGE_FORMS = [
  ['name[:tag][@digest]', 'an image of the Docker or Podman engine, or its id'],
  ['docker:NAME, podman:NAME', 'of that engine'],
  ['PATH.tar', 'an archive, plain or compressed'],
  ['docker-archive:PATH[:TAG]', 'an archive that docker save wrote'],
  ['oci-archive:PATH[:TAG]', 'an archive of an OCI layout'],
  ['oci:DIR[:TAG], DIR', 'an OCI layout'],
  ['dir:DIR', "Skopeo's directory form"],
  ['container:NAME', 'a container, running or dead: its image and its own changes'],
  ['PATH.json', 'an analysis saved with --json --files'],
  ['-', 'an archive on standard input'],
] as const
