'use client'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import type { ClockStore } from '#components/ui/clock-store.ts'
import { ConnectionIndicator } from '#components/ui/connection-indicator.tsx'
import { apiGet, apiPath } from './api-client.ts'
import { ApiProblem } from './api-problem.ts'
import { ClosedPage, leaveClosed, type Closing } from './closed-page.tsx'
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
import { forgetFirstRender } from './forget-first-render.ts'
import { readEnding, readSessionNews, type SessionNews } from './session-news.ts'

const Context = createContext<LiveState>(initialLiveState)

interface KnownSession {
  /** Null until the stream has told. */
  readonly news: SessionNews | null
  /** Notes what another answer has told. */
  readonly change: (news: SessionNews) => void
}

const Session = createContext<KnownSession>({ news: null, change: () => {} })

/** What the server says of the session of this page. */
export const useSessionNews = (): KnownSession => use(Session)

/** A refresh that fails shows itself where its data is shown. */
const ignore = (): void => {}

/** Changes that come close together are one look at the server. */
const GATHER_MS = 300

/** Keeps one event stream open for the scope in view; an event says "look again", the data stay in the query cache. */
export function LiveProvider({ scope, children }: { scope: string | null; children: ReactNode }) {
  const client = useQueryClient()
  const clock = useClockStore()
  const [state, dispatch] = useReducer(nextLiveState, initialLiveState)
  const [news, change] = useState<SessionNews | null>(null)
  const [closed, setClosed] = useState<{ readonly scope: string; readonly because: Closing } | null>(null)
  const isClosed = closed !== null && closed.scope === scope
  useEffect(() => {
    if (scope === null || isClosed) return
    const onClosed = (because: Closing) => {
      leaveClosed(because) // first: it keeps what was typed into the page
      setClosed({ scope, because })
      client.clear()
      forgetFirstRender()
    }
    return openStream({ scope, client, clock, dispatch, seen: { access: null }, onNews: change, onClosed })
  }, [scope, isClosed, client, clock])
  const session = useMemo(() => ({ news, change }), [news])
  if (isClosed) return <ClosedPage because={closed.because} />
  return (
    <Context value={state}>
      <Session value={session}>{children}</Session>
    </Context>
  )
}

interface StreamParts {
  readonly scope: string
  readonly client: QueryClient
  readonly clock: ClockStore
  readonly dispatch: (event: LiveEvent) => void
  /** The mark of the rights under which this page was made; null until the stream has told. */
  readonly seen: { access: string | null }
  readonly onNews: (news: SessionNews) => void
  /** Called when the page is no longer the reader's to see, or is another one for them now. */
  readonly onClosed: (because: Closing) => void
}

/** Opens the stream and opens it again whenever it breaks, until the returned function is called. */
function openStream(parts: StreamParts): () => void {
  const { scope, client, clock, dispatch } = parts
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
    // The server may have missed events itself: asking again tells.
    source.addEventListener('resync', () => {
      client.invalidateQueries().catch(ignore)
    })
    watchSession(source, parts)
    source.addEventListener('error', () => {
      // The browser gives up after some answers and hurries after others: the pace is kept here.
      source?.close()
      dispatch({ type: 'lost' })
      askWhy(parts)
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

/** Follows what the stream tells of the session: when it ends, what it may do, and that it is over. */
function watchSession(source: EventSource, { seen, onNews, onClosed }: StreamParts): void {
  source.addEventListener('session', (event: MessageEvent<string>) => {
    const news = readSessionNews(event.data)
    if (news === null) return
    // Other rights make another page: buttons, lists and what was already read.
    if (seen.access !== null && seen.access !== news.access) onClosed('changed')
    seen.access = news.access
    onNews(news)
  })
  source.addEventListener('ended', (event: MessageEvent<string>) => {
    onClosed(readEnding(event.data))
  })
}

/** A stream that cannot be opened does not say why; a request does. */
function askWhy({ scope, onClosed }: StreamParts): void {
  apiGet(apiPath('/api/v1/me/session', { scope })).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) return
    if (error.code === 'unauthenticated') onClosed('signed_out')
    if (error.code === 'suspended') onClosed('suspended')
    if (error.code === 'not_found') onClosed('no_access')
  })
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
