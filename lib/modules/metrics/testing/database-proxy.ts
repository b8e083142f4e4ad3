import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** `open` passes everything on; `frozen` takes bytes and answers nothing; `gone` refuses connections and cuts those there are. */
export type ProxyMode = 'open' | 'frozen' | 'gone'

/** A stand-in for the way to the database that can fail in the ways in which databases fail. */
export interface DatabaseProxy {
  /** The address of the database by way of the proxy. */
  readonly url: string
  set(mode: ProxyMode): void
  close(): Promise<void>
}

/** Opens a proxy in front of a database address. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const state: { mode: ProxyMode } = { mode: 'open' }
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from)
    from.on('data', (data) => {
      if (state.mode === 'open') to.write(data)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((near) => {
    if (state.mode === 'gone') {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    pass(near, far)
    pass(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const near = new URL(databaseUrl)
  near.hostname = '127.0.0.1'
  near.port = String(address.port)
  return {
    url: near.href,
    set(next) {
      state.mode = next
      // What went through a frozen line is lost, so its connections cannot go on either.
      if (next !== 'frozen') for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
