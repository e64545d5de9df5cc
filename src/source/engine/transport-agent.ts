import { Agent } from 'node:http'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import { openConnection, type Transport } from './transport.ts'

/** Makes every connection of an engine's API: sockets, TLS and ssh alike. */
export class TransportAgent extends Agent {
  readonly #transport: Transport

  constructor(transport: Transport) {
    super({ keepAlive: false })
    this.#transport = transport
  }

  override createConnection(): Duplex {
    return openConnection(this.#transport)
  }

  /**
   * dockerode's modem writes its options out for a debug log, to any depth, before each request and whether or not
   * anybody reads that log: through an agent that is every open socket, a tenth of a second, and the keys of TLS.
   */
  [inspect.custom](): string {
    return 'TransportAgent'
  }
}
