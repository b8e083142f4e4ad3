'use client'
import { useSearchParams } from 'next/navigation'
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { useClockStore, useNow, ZoneOverride } from '#components/ui/clock.tsx'
import { parseRefresh, parseZoneChoice, refreshMs, type Refresh } from '#lib/core/time-range.ts'
import { useChangeSearch } from './use-change-search.ts'

interface RefreshState {
  readonly refresh: Refresh
  /** Up to when a paused page looks, in milliseconds since 1970; null while it goes on. */
  readonly heldAt: number | null
  readonly setRefresh: (next: Refresh) => void
  /** Lets a paused page look once, up to now. */
  readonly lookNow: () => void
}

const Context = createContext<RefreshState>({
  refresh: 'live',
  heldAt: null,
  setRefresh: () => {},
  lookNow: () => {},
})

/** How the page keeps itself fresh, and in which zone it prints times, as its address says. */
export function RefreshProvider({ children }: { children: ReactNode }) {
  const params = useSearchParams()
  const refresh = parseRefresh(params).value
  const isUtc = parseZoneChoice(params).value === 'utc'
  const change = useChangeSearch()
  const clock = useClockStore()
  const now = useNow().getTime()
  const [held, setHeld] = useState({ refresh, at: now })
  if (held.refresh !== refresh) setHeld({ refresh, at: now })
  const setRefresh = useCallback(
    (next: Refresh) => change({ refresh: next === 'live' ? null : next }, 'look'),
    [change],
  )
  const heldAt = refresh === 'off' ? held.at : null
  const state = useMemo(
    () => ({
      refresh,
      heldAt,
      setRefresh,
      lookNow: () => setHeld({ refresh, at: clock.now() }),
    }),
    [refresh, heldAt, setRefresh, clock],
  )
  return (
    <Context value={state}>
      <ZoneOverride value={isUtc ? 'UTC' : null}>{children}</ZoneOverride>
    </Context>
  )
}

/** How the page in view keeps itself fresh. */
export const useRefresh = (): RefreshState => use(Context)

/**
 * Up to when the page looks: moves on in steps of `step` milliseconds while it is live, of its interval when it has one, and not
 * at all while it is paused.
 */
export function useLookedAt(step: number): Date {
  const { refresh, heldAt } = useRefresh()
  const now = useNow(Math.max(step, refreshMs(refresh) ?? 0))
  return heldAt === null ? now : new Date(heldAt)
}
