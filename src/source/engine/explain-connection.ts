import { LayerscopeError } from '../../errors.ts'
import type { Endpoint } from './endpoint.ts'
import { NotHttpError } from './http-get.ts'
import { SshError } from './ssh-stream.ts'

/** Why an engine could not be reached, as a sentence without a full stop: what was found, and what to do about it. */
export function explainConnection(error: unknown, endpoint: Endpoint): string {
  if (error instanceof LayerscopeError) return error.message
  if (error instanceof SshError) return explainSsh(error)
  if (error instanceof NotHttpError) return explainStranger(error, endpoint)
  const code = codeOf(error)
  return (
    explainTls(code, messageOf(error), endpoint) ?? explainNetwork(code, error, endpoint) ?? messageOf(error)
  )
}

function explainSsh({ exitCode, message }: SshError): string {
  const said = message === '' ? 'it said nothing' : oneLine(message)
  if (exitCode === 127) return `ssh reached the host, but its docker program was not found there: ${said}`
  if (/permission denied \(/i.test(message))
    return `ssh: ${said}; layerscope asks for no password, so put the key into an agent (ssh-add)`
  return `ssh ended with exit code ${exitCode ?? 'unknown'}: ${said}`
}

function explainStranger({ found }: NotHttpError, endpoint: Endpoint): string {
  if (found === '') return `the connection was closed without an answer${closedAdvice(endpoint)}`
  // 0x15 0x03: a TLS alert record, the answer of a TLS server to plain text.
  if (found.startsWith('\x15\x03')) return 'it expects TLS; set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH'
  return `something answers, but not a container engine: ${JSON.stringify(found.slice(0, 60))}`
}

function closedAdvice(endpoint: Endpoint): string {
  if (endpoint.kind !== 'tcp') return ''
  return endpoint.tls.kind === 'on'
    ? '; it may not accept the client certificate (cert.pem and key.pem)'
    : '; it may expect TLS (DOCKER_TLS_VERIFY=1)'
}

const NO_TLS = 'it does not speak TLS; unset DOCKER_TLS_VERIFY, or name its TLS port'

const TLS_TEXTS: ReadonlyMap<string, string> = new Map([
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'its certificate comes from an authority that is not trusted here; put that authority into ca.pem',
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed; put it into ca.pem to trust it'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'its certificate comes from an authority that is not trusted here; put that authority into ca.pem',
  ],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'its certificate comes from an authority that is not trusted here; put that authority into ca.pem',
  ],
  ['CERT_HAS_EXPIRED', 'its certificate has expired; renew it on the engine'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet; compare the clocks of both machines'],
  [
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'it wants a client certificate; put cert.pem and key.pem beside ca.pem',
  ],
  [
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'it refused the TLS handshake; it may want a client certificate (cert.pem and key.pem)',
  ],
  [
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'it refused the TLS handshake; it may want a client certificate (cert.pem and key.pem)',
  ],
  [
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'it does not trust the client certificate; cert.pem must come from the authority the engine knows',
  ],
  [
    'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
    'it wants a client certificate from an authority it knows; put cert.pem and key.pem beside ca.pem',
  ],
  [
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'it wants a client certificate from an authority it knows; put cert.pem and key.pem beside ca.pem',
  ],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', NO_TLS],
  ['ERR_OSSL_PEM_NO_START_LINE', 'ca.pem, cert.pem or key.pem holds no PEM block'],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'cert.pem and key.pem do not belong together'],
])

function explainTls(code: string, message: string, endpoint: Endpoint): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is for another name than ${endpoint.kind === 'tcp' ? endpoint.host : 'this'}; use the name in the certificate`
  if (code === 'EPROTO' && /packet length too long|wrong version number/.test(message)) return NO_TLS
  return TLS_TEXTS.get(code)
}

function explainNetwork(code: string, error: unknown, endpoint: Endpoint): string | undefined {
  const isFile = endpoint.kind === 'unix' || endpoint.kind === 'npipe'
  switch (code) {
    case 'ENOENT':
      return isFile ? 'there is no such socket' : missingFile(error, endpoint)
    case 'EACCES':
    case 'EPERM':
      return `permission denied${isFile ? accessAdvice(endpoint) : ''}`
    case 'ECONNREFUSED':
      return isFile
        ? 'the socket exists, but nothing listens on it; start the engine'
        : 'connection refused; nothing listens there'
    case 'ENOTSOCK':
    case 'EPROTOTYPE':
      return 'this is not a socket'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name of the host is not known'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host cannot be reached'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was closed without an answer'
    default:
      return undefined
  }
}

function accessAdvice(endpoint: Extract<Endpoint, { path: string }>): string {
  return /podman/.test(endpoint.path)
    ? '; use the socket of your own service (systemctl --user start podman.socket)'
    : '; add yourself to the docker group (sudo usermod -aG docker "$USER", then log in again)'
}

function missingFile(error: unknown, endpoint: Endpoint): string {
  if (endpoint.kind === 'ssh') return 'there is no ssh program on PATH; install OpenSSH'
  const path = error instanceof Error && 'path' in error ? error.path : 'the certificates'
  return `${path} does not exist; DOCKER_CERT_PATH names the folder of ca.pem, cert.pem and key.pem`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error))
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, '; ')
}
