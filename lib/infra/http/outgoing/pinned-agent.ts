import { isIPv6, type LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import { isSameAddress } from './address.ts'

/** What one connection needs to know. */
export interface PinOptions {
  /** The checked addresses; no other one is connected to. */
  readonly addresses: readonly string[]
  readonly connectMs: number
  /** Certificate authorities besides those that Node.js knows, as PEM. */
  readonly ca: readonly string[]
}

/** Header bytes of one answer. */
const MAX_HEADER_BYTES = 64 * 1024

/**
 * A lookup that answers with the checked addresses whatever is asked. Node.js asks for a list (`all`) or for one
 * address; answering the first with the second connects nowhere, and silently to the wrong place in older versions.
 */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const pins = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_hostname, options, callback) => {
    const wanted = options.family === 4 || options.family === 6 ? options.family : 0
    const usable = pins.filter((pin) => wanted === 0 || pin.family === wanted)
    const [first] = usable
    if (first === undefined) callback(new Error('no checked address of this family'), [], 0)
    else if (options.all === true) callback(null, usable)
    else callback(null, first.address, first.family)
  }
}

/**
 * A connection pool for one request to one checked target. The name stays in SNI and Host, so that certificates are
 * checked as usual. HTTP/1.1 only: the limit of header bytes holds there. After connecting, the peer's address is
 * compared with the pins: an address in the URL itself never asks the lookup.
 */
export function pinnedAgent({ addresses, connectMs, ca }: PinOptions): Agent {
  const connect = buildConnector({
    lookup: pinnedLookup(addresses),
    timeout: connectMs,
    allowH2: false,
    maxCachedSessions: 0,
    ...(ca.length === 0 ? {} : { ca: [...rootCertificates, ...ca] }),
  })
  return new Agent({
    connections: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error !== null) {
          callback(error, null)
          return
        }
        const peer = socket.remoteAddress ?? ''
        if (addresses.some((pin) => isSameAddress(pin, peer))) {
          callback(null, socket)
          return
        }
        socket.destroy()
        callback(new Error(`connected to ${peer} instead of a checked address`), null)
      }),
  })
}
