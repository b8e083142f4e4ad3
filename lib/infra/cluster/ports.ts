import { createServer } from 'node:net'

const tryListen = async (port: number, host: string): Promise<number | undefined> =>
  await new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 cannot have the port taken there.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : undefined)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve(bound))
    })
  })

/** True when nobody listens on `port` of `host`; for a loopback host neither on the other loopback address, because browsers try both. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  const hosts = ['127.0.0.1', 'localhost', '::1'].includes(host) ? ['127.0.0.1', '::1'] : [host]
  for (const each of hosts) if ((await tryListen(port, each)) === undefined) return false
  return true
}

/**
 * `preferred` when it is free on loopback, else a port that the kernel picks. It may be taken by somebody else before
 * the caller binds it: callers retry.
 */
export async function freePort(preferred = 0): Promise<number> {
  const found = await tryListen(preferred, '127.0.0.1')
  if (found !== undefined) return found
  if (preferred === 0) throw new Error('no free port on 127.0.0.1')
  return await freePort()
}
