import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** What was read of a body. */
export interface ReadBody {
  readonly bytes: Uint8Array
  /** True when there was more than the limit; the connection was cut there. */
  readonly isTruncated: boolean
}

/** The body itself, or what gzip unpacks of it; the unpacked bytes are the ones that are counted. */
function unpacked(body: Readable, encoding: string): Readable {
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return body
  const gunzip = createGunzip()
  pipeline(body, gunzip, () => undefined) // a failure reaches the reader through gunzip
  return gunzip
}

/** Reads at most `maxBytes` of a body and drops the rest unread; `encoding` is what to undo, '' for nothing. */
export async function readLimited(body: Readable, maxBytes: number, encoding: string): Promise<ReadBody> {
  const source = unpacked(body, encoding)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body consists of bytes')
    const room = maxBytes - size
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    size += chunk.length
    if (size > maxBytes) break // ends the iteration, which destroys the stream and with it the connection
  }
  return { bytes: Buffer.concat(chunks), isTruncated: size > maxBytes }
}
