import type { Answered } from './domain/judge.ts'
import type { Asker } from './read-surface.ts'
import type { Surface } from './domain/surfaces.ts'

/** One reader's open stream: what it heard so far. */
export interface Ear {
  heard(): Answered
  close(): void
}

/** Opens the live stream as a reader and collects what it says. Resolves once it is open, or was refused. */
export async function openEar(surface: Surface, asker: Asker): Promise<Ear> {
  const stopping = new AbortController()
  const url = `${asker.webUrl}${surface.path}?scope=${asker.scope ?? ''}`
  let status = 0
  let text = ''
  try {
    const response = await fetch(url, { headers: asker.headersFor(surface), signal: stopping.signal })
    status = response.status
    collect(response, (more) => (text += more)).catch(() => undefined) // it ends by being closed
  } catch {
    // Nobody answers: the status stays 0, and the check says so.
  }
  return {
    heard: () => ({ status, text, sent: url, about: null }),
    close: () => stopping.abort(),
  }
}

async function collect(response: Response, hear: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) hear(decoder.decode(chunk, { stream: true }))
}
