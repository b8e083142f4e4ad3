'use client'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react'
import { useClockStore, useNow, useRenderedAt } from '#components/ui/clock.tsx'
import type { ClockStore } from '#components/ui/clock-store.ts'
import { refreshMs } from '#lib/core/time-range.ts'
import { apiGet, apiPath } from './api-client.ts'
import { ApiProblem } from './api-problem.ts'
import { ClosedPage, leaveClosed, type Closing } from './closed-page.tsx'
import {
  beatTime,
  changedTable,
  connectionAt,
  initialLiveState,
  nextLiveState,
  reconnectDelay,
  type Connection,
  type LiveEvent,
  type LiveState,
} from './live-state.ts'
import { forgetFirstRender } from './forget-first-render.ts'
import { AT_ONCE_MS, gatherChanges, makePace, type Pace } from './gather-changes.ts'
import { useRefresh } from './refresh.tsx'
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

/** A page of another scope is made, sent and shown within this time, in milliseconds; its stream asks so far back. */
const MADE_WITHIN_MS = 15_000

const SESSION_PATH = '/api/v1/me/session'

/** Keeps one event stream open for the scope in view; an event says "look again", the data stay in the query cache. */
export function LiveProvider({ scope, children }: { scope: string | null; children: ReactNode }) {
  const client = useQueryClient()
  const clock = useClockStore()
  const [state, dispatch] = useReducer(nextLiveState, initialLiveState)
  const [news, change] = useState<SessionNews | null>(null)
  const pace = usePace()
  const firstMadeAt = useRef<number | null>(useRenderedAt())
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
    const madeAt = firstMadeAt.current ?? clock.now() - MADE_WITHIN_MS
    firstMadeAt.current = null
    return openStream({
      scope,
      madeAt,
      client,
      clock,
      dispatch,
      pace,
      seen: { access: null },
      onNews: change,
      onClosed,
    })
  }, [scope, isClosed, client, clock, pace])
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
  /** When the server made what the page shows, in milliseconds since 1970: what happened since then is to be told. */
  readonly madeAt: number
  readonly client: QueryClient
  readonly clock: ClockStore
  readonly dispatch: (event: LiveEvent) => void
  readonly pace: Pace
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
  let since = parts.madeAt
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  const gather = gatherChanges(client, parts.pace)

  const connect = () => {
    source = new EventSource(apiPath('/api/live', { scope, since: new Date(since).toISOString() }))
    source.addEventListener('open', () => {
      // A stream that broke may have been away for long: ask for everything in view.
      if (attempt > 0) gather.addAll()
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
      gather.addAll()
    })
    watchSession(source, parts, () => {
      source?.close()
      since = clock.now() - MADE_WITHIN_MS
      connect()
    })
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
function watchSession(source: EventSource, parts: StreamParts, again: () => void): void {
  const { seen, onNews, onClosed } = parts
  source.addEventListener('session', (event: MessageEvent<string>) => {
    const news = readSessionNews(event.data)
    if (news === null) return
    // Other rights make another page: buttons, lists and what was already read.
    if (seen.access !== null && seen.access !== news.access) onClosed('changed')
    seen.access = news.access
    onNews(news)
  })
  source.addEventListener('ended', (event: MessageEvent<string>) => {
    const because = readEnding(event.data)
    if (because !== 'signed_out') {
      onClosed(because)
      return
    }
    // A stream knows its session by the id under which it was opened; showing the second factor gives it another one.
    source.close()
    apiGet(apiPath(SESSION_PATH, { scope: parts.scope })).then(again, () => onClosed(because))
  })
}

/** A stream that cannot be opened does not say why; a request does. */
function askWhy({ scope, onClosed }: StreamParts): void {
  apiGet(apiPath(SESSION_PATH, { scope })).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) return
    if (error.code === 'unauthenticated') onClosed('signed_out')
    if (error.code === 'suspended') onClosed('suspended')
    if (error.code === 'not_found') onClosed('no_access')
  })
}

/** The pace that the reader chose. It changes under an open stream, which stays open. */
function usePace(): Pace {
  const { refresh, heldAt } = useRefresh()
  const [{ pace, set }] = useState(makePace)
  useEffect(() => {
    set(heldAt === null ? (refreshMs(refresh) ?? AT_ONCE_MS) : null)
  }, [refresh, heldAt, set])
  return pace
}

/** The state of the stream as it is shown. */
export const useConnection = (): Connection => connectionAt(use(Context), useNow().getTime())
