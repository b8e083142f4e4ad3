import { isRecord } from '#lib/core/unsafe.ts'

/** What the page knows about its event stream. */
export interface LiveState {
  readonly phase: 'connecting' | 'open' | 'lost'
  /** When the server was last heard (milliseconds, any clock that the caller keeps); null before the first time. */
  readonly heardAt: number | null
}

/** What happens to a stream: it opens, something arrives, it breaks. */
export type LiveEvent =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'heard'; readonly at: number }
  | { readonly type: 'lost' }

/** Before the stream has opened for the first time. */
export const initialLiveState: LiveState = { phase: 'connecting', heardAt: null }

/** The state after an event. */
export function nextLiveState(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'opened':
    case 'heard':
      return { phase: 'open', heardAt: event.at }
    case 'lost':
      return { ...state, phase: 'lost' }
  }
}

/** The server sends a beat every 3 s; after four missed ones the stream may be open, but it is not live. */
const SILENT_AFTER_MS = 15_000

/** How the connection is shown, and the seconds since the server was last heard. */
export interface Connection {
  readonly kind: 'connecting' | 'live' | 'delayed' | 'offline'
  readonly ageSeconds: number | null
}

/** What the indicator shows at `now` (the clock of the events). */
export function connectionAt(state: LiveState, now: number): Connection {
  const age = state.heardAt === null ? null : Math.max(0, now - state.heardAt)
  const ageSeconds = age === null ? null : Math.floor(age / 1000)
  if (state.phase === 'connecting') return { kind: 'connecting', ageSeconds }
  if (state.phase === 'lost') return { kind: 'offline', ageSeconds }
  return { kind: age !== null && age > SILENT_AFTER_MS ? 'delayed' : 'live', ageSeconds }
}

/** Milliseconds until try number `attempt` (from 0): 1, 2, 4 … at most 30 s, with up to half of it by chance. */
export const reconnectDelay = (attempt: number, chance: number): number =>
  Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5)) * (0.5 + chance / 2)

/** Whether a query's answer is made of one of these tables. A query that names none is never refreshed by events. */
export const isTouched = (tables: readonly string[] | undefined, changed: ReadonlySet<string>): boolean =>
  tables?.some((table) => changed.has(table)) ?? false

/** Parses the data of an event; null for what is no JSON object. */
function eventData(data: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(data)
    return isRecord(parsed) ? parsed : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The table that a `change` event names, or null for anything else. */
export function changedTable(data: string): string | null {
  const table = eventData(data)?.['table']
  return typeof table === 'string' ? table : null
}

/** The server's time in a `beat` event (milliseconds since 1970), or null for anything else. */
export function beatTime(data: string): number | null {
  const at = eventData(data)?.['at']
  const time = typeof at === 'string' ? Date.parse(at) : Number.NaN
  return Number.isNaN(time) ? null : time
}
