import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { isRecord } from '#lib/core/unsafe.ts'

/** What Node tells as soon as the headers of a request are there, before anybody is given the request (`node:http`). */
const CHANNEL = 'http.server.request.start'

/**
 * From now on, shows every request of every HTTP server of this process to `act` before anybody else sees it: Next.js has
 * no place for that. Returns what ends it.
 */
export function onEveryRequest(act: (request: IncomingMessage) => void): () => void {
  const onStart = (told: unknown): void => {
    const request = isRecord(told) ? told['request'] : undefined
    if (request instanceof IncomingMessage) act(request)
  }
  subscribe(CHANNEL, onStart)
  return () => unsubscribe(CHANNEL, onStart)
}
