import { describe, expect, test } from 'vitest'
import { takeFact } from './take-facts.ts'

const signatures = (content: string) => takeFact('secret', { content })?.signatures ?? []

/** Put together here, so that no scanner takes this file for a leak. */
const armour = (kind: string, body: string) => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`
const base64 = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ'
const letters36 = 'a1B2c3D4e5F6'.repeat(3)

describe('secrets', () => {
  test.each([
    ['PKCS #8 key', armour('PRIVATE KEY', base64), 'privateKey'],
    ['RSA key', armour('RSA PRIVATE KEY', base64), 'privateKey'],
    ['OpenSSH key', armour('OPENSSH PRIVATE KEY', base64), 'privateKey'],
    [
      'key with a passphrase',
      armour('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n${base64}`),
      'privateKey',
    ],
    [
      'key behind its certificate',
      armour('CERTIFICATE', base64) + armour('EC PRIVATE KEY', base64),
      'privateKey',
    ],
    ['PGP key', armour('PGP PRIVATE KEY BLOCK', `\n${base64}`), 'privateKey'],
    ['AWS key id', `aws_access_key_id = AKIA${'QWERTY234567ABCD'}\n`, 'awsAccessKey'],
    ['GitHub token', `token: ghp_${letters36}\n`, 'githubToken'],
    ['GitHub fine-grained token', `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`, 'githubToken'],
    ['Slack token', `SLACK=xoxb-${'1234567890'}-${'1234567890'}-${'abcdefghijkl'}`, 'slackToken'],
    ['npm token', `//registry.example/:_authToken=npm_${letters36}`, 'npmToken'],
    ['GCP service account', '{\n  "type": "service_account",\n  "project_id": "p"\n}', 'gcpServiceAccount'],
  ])('%s', (_, content, signature) => {
    expect(signatures(content)).toEqual([signature])
  })
})

describe('what only looks like one', () => {
  test.each([
    ['a certificate', armour('CERTIFICATE', base64)],
    ['a public key', armour('PUBLIC KEY', base64)],
    ['a key without a body', armour('RSA PRIVATE KEY', '...')],
    ['prose about keys', 'The file begins with -----BEGIN RSA PRIVATE KEY----- and is base64.'],
    ["Amazon's own example", 'AKIAIOSFODNN7EXAMPLE'],
    ['a longer word', `XAKIA${'QWERTY234567ABCD'} AKIA${'QWERTY234567ABCDEF'}`],
    ['a placeholder', 'token: ghp_XXXX npm_TOKEN xoxb-your-token github_pat_…'],
    ['an identifier', 'npm_config_registry ghs_of_type xoxp-'],
  ])('%s', (_, content) => {
    expect(signatures(content)).toEqual([])
  })

  test('a binary file is not looked at: its bytes spell anything', () => {
    expect(signatures(`\0\0AKIA${'QWERTY234567ABCD'}`)).toEqual([])
  })

  test('nor anything behind the first 4 KiB', () => {
    expect(signatures(`${' '.repeat(4096)}ghp_${letters36}`)).toEqual([])
  })
})
