'use client'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useReducer, type ReactNode } from 'react'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import type { ClockStore } from '#components/ui/clock-store.ts'
import { ConnectionIndicator } from '#components/ui/connection-indicator.tsx'
import { apiPath } from './api-client.ts'
import {
  beatTime,
  changedTable,
  connectionAt,
  initialLiveState,
  isTouched,
  nextLiveState,
  reconnectDelay,
  type LiveEvent,
  type LiveState,
} from './live-state.ts'

const Context = createContext<LiveState>(initialLiveState)

/** A refresh that fails shows itself where its data is shown. */
const ignore = (): void => {}

/** Changes that come close together are one look at the server. */
const GATHER_MS = 300

/** Keeps one event stream open for the scope in view; an event says "look again", the data stay in the query cache. */
export function LiveProvider({ scope, children }: { scope: string | null; children: ReactNode }) {
  const client = useQueryClient()
  const clock = useClockStore()
  const [state, dispatch] = useReducer(nextLiveState, initialLiveState)
  useEffect(() => {
    if (scope === null) return
    return openStream({ scope, client, clock, dispatch })
  }, [scope, client, clock])
  return <Context value={state}>{children}</Context>
}

interface StreamParts {
  readonly scope: string
  readonly client: QueryClient
  readonly clock: ClockStore
  readonly dispatch: (event: LiveEvent) => void
}

/** Opens the stream and opens it again whenever it breaks, until the returned function is called. */
function openStream({ scope, client, clock, dispatch }: StreamParts): () => void {
  let source: EventSource | null = null
  let attempt = 0
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  const gather = gatherChanges(client)

  const connect = () => {
    source = new EventSource(apiPath('/api/live', { scope }))
    source.addEventListener('open', () => {
      // What happened while nobody listened is not sent again: ask for everything in view.
      if (attempt > 0) client.invalidateQueries().catch(ignore)
      attempt = 0
      dispatch({ type: 'opened', at: clock.now() })
    })
    source.addEventListener('beat', (event: MessageEvent<string>) => {
      const time = beatTime(event.data)
      if (time !== null) clock.observe(time)
      dispatch({ type: 'heard', at: clock.now() })
    })
    source.addEventListener('change', (event: MessageEvent<string>) => {
      dispatch({ type: 'heard', at: clock.now() })
      const table = changedTable(event.data)
      if (table !== null) gather.add(table)
    })
    // The server may have missed events itself, or has ended the session: asking again tells which.
    for (const name of ['resync', 'ended']) {
      source.addEventListener(name, () => {
        client.invalidateQueries().catch(ignore)
      })
    }
    source.addEventListener('error', () => {
      // The browser gives up after some answers and hurries after others: the pace is kept here.
      source?.close()
      dispatch({ type: 'lost' })
      retryTimer = setTimeout(connect, reconnectDelay(attempt, Math.random()))
      attempt += 1
    })
  }
  connect()
  return () => {
    clearTimeout(retryTimer)
    gather.stop()
    source?.close()
  }
}

/** Collects the tables of changes that come close together, then refreshes the queries that are made of them. */
function gatherChanges(client: QueryClient): { add(table: string): void; stop(): void } {
  let changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const tables = changed
    changed = new Set()
    timer = undefined
    client.invalidateQueries({ predicate: ({ meta }) => isTouched(meta?.tables, tables) }).catch(ignore)
  }
  return {
    add(table) {
      changed.add(table)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    stop() {
      clearTimeout(timer)
    },
  }
}

/** The state of the stream, for the top bar. */
export function LiveIndicator() {
  const state = use(Context)
  return <ConnectionIndicator {...connectionAt(state, useNow().getTime())} />
}
