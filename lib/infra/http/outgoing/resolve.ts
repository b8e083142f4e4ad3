import { lookup, Resolver } from 'node:dns/promises'

/** Finds every address of a host name; rejects when there is none. `signal` ends it early. */
export type Resolve = (host: string, signal: AbortSignal) => Promise<readonly string[]>

/** How long a name may take, milliseconds. */
export const RESOLVE_MS = 2000

const rejectOnAbort = async (signal: AbortSignal): Promise<never> =>
  await new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the name was not resolved in time')), {
      once: true,
    })
  })

/** What settles first: `work`, or the signal with an error. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  return await Promise.race([work, rejectOnAbort(signal)])
}

/**
 * Asks DNS alone for A and AAAA records; `servers` as `address:port`, those of the machine unless given. For names
 * typed in tenant scope: neither the hosts file nor search domains of our machine are theirs to ask, and a slow name is
 * cancelled instead of holding a thread of the pool that also hashes passwords and reads files.
 */
export const resolveByDns =
  (servers: readonly string[] = []): Resolve =>
  async (host, signal) => {
    const resolver = new Resolver({ timeout: RESOLVE_MS, tries: 1 })
    if (servers.length > 0) resolver.setServers(servers)
    const cancel = (): void => resolver.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
      if (addresses.length === 0) throw new Error('the name has no address')
      return addresses
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

/** Asks as every program of this machine does, hosts file included: for names typed by the staff of the installation. */
export const resolveByMachine: Resolve = async (host, signal) => {
  const addresses = await untilAborted(lookup(host, { all: true, order: 'verbatim' }), signal)
  return addresses.map((one) => one.address)
}
