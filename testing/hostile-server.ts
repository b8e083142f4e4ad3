import { createServer, type ServerResponse } from 'node:http'
import { createServer as createRawServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

// A server that does what a server must not do. A process of its own, so that its memory is not counted as its
// client's. Prints `{"http": port, "raw": port}` and then answers until it is killed.

const MIB = 1024 * 1024
const filler = Buffer.alloc(MIB, 'x')
/** One gzip member of 64 MiB of zeros; a gzip file may consist of many. */
const member = gzipSync(Buffer.alloc(64 * MIB), { level: 9 })

function writeFor(response: ServerResponse, chunk: Buffer, times: number): void {
  let left = times
  const write = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(chunk)) {
        response.once('drain', write)
        return
      }
    }
    response.end()
  }
  write()
}

const pages: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/endless': (response) => writeFor(response, filler, Number.POSITIVE_INFINITY),
  '/bomb': (response) => {
    response.setHeader('content-encoding', 'gzip')
    writeFor(response, member, 16)
  },
  '/broken-gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end('this is not gzip')
  },
  '/many-headers': (response) => {
    for (let i = 0; i < 900; i += 1) response.setHeader(`x-header-${i}`, 'v'.repeat(100))
    response.end('ok')
  },
  '/silent': () => undefined,
  '/drip': (response) => {
    const timer = setInterval(() => response.write('.'), 50)
    response.once('close', () => clearInterval(timer))
  },
  '/half': (response) => {
    response.setHeader('content-length', 1000)
    response.write('half', () => response.destroy())
  },
}

const web = createServer((request, response) => {
  const page = pages[request.url ?? '']
  if (page === undefined) response.writeHead(404).end()
  else page(response)
})

/** A header line that never ends, from a server that does not even read the request. */
function endlessHeader(socket: Socket): void {
  socket.on('error', () => undefined)
  socket.write('HTTP/1.1 200 OK\r\nx-endless: ')
  const write = (): void => {
    while (!socket.destroyed && socket.write(filler));
    if (!socket.destroyed) socket.once('drain', write)
  }
  write()
}

const raw = createRawServer(endlessHeader)
const portOf = (server: { address(): ReturnType<typeof raw.address> }): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

web.listen(0, '127.0.0.1', () => {
  raw.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ http: portOf(web), raw: portOf(raw) })}\n`)
  })
})
