import { hashBytes } from '../remote-write/hash-bytes.ts'

const utf8 = new TextEncoder()

/**
 * The next moment at which a target is scraped: every `intervalMs`, at an offset that hangs on its id alone. So targets spread
 * over the interval, and a restart does not move them.
 */
export function nextScrapeAt(id: string, intervalMs: number, nowMs: number): number {
  const bytes = utf8.encode(id)
  const offset = hashBytes(bytes, 0, bytes.length) % intervalMs
  return Math.floor((nowMs - offset) / intervalMs + 1) * intervalMs + offset
}
