import type { SecretFact, SecretSignature } from './fact.ts'

/**
 * Secrets by signature in the first bytes of a text file. Strict on purpose: a key with its body, a token of the right
 * length and alphabet. Certificates, public keys, placeholders in documentation and the vendors' own examples are none.
 */
export function secretFact(head: Uint8Array): SecretFact | undefined {
  if (isBinary(head)) return undefined
  const text = latin1.decode(head)
  if (!ANY_MARK.test(text)) return undefined
  const signatures = SIGNATURES.filter(({ matches }) => matches.test(text)).map(({ signature }) => signature)
  return signatures.length === 0 ? undefined : { kind: 'secret', signatures }
}

const latin1 = new TextDecoder('latin1')

/** Programs, archives, pictures and compiled code all have a NUL near the beginning. */
function isBinary(head: Uint8Array): boolean {
  const nul = head.indexOf(0)
  return nul >= 0 && nul < BINARY_WINDOW
}

const BINARY_WINDOW = 1024

/** Cheap test that nearly every file fails. */
const ANY_MARK = /PRIVATE KEY|AKIA|ASIA|gh[opusr]_|github_pat_|xox[abprs]-|service_account|npm_/

const SIGNATURES: readonly { signature: SecretSignature; matches: RegExp }[] = [
  // The armour, optional headers of old PEM files, then a line of base64.
  {
    signature: 'privateKey',
    matches:
      /^-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED) PRIVATE KEY|PRIVATE KEY|PGP PRIVATE KEY BLOCK)-----\r?\n(?:[\w-]+:.*\r?\n)*(?:\r?\n)?[A-Za-z0-9+/]{32,}/m,
  },
  {
    signature: 'awsAccessKey',
    matches: /(?<![A-Za-z0-9])(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[2-7A-Z]{16}(?![A-Za-z0-9])/,
  },
  {
    signature: 'githubToken',
    matches: /(?<!\w)(?:gh[opusr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?!\w)/,
  },
  { signature: 'slackToken', matches: /(?<!\w)xox[abprs]-(?:\d+-)?\d{9,}-[\w-]{10,}/ },
  { signature: 'gcpServiceAccount', matches: /"type":\s*"service_account"/ },
  { signature: 'npmToken', matches: /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/ },
]
