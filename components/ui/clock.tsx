'use client'
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { createClockStore, type ClockStore } from './clock-store.ts'
import type { Zone } from './format-time.ts'
import { preferenceCookie, ZONE_COOKIE } from './preferences.ts'

interface ClockContext {
  readonly store: ClockStore
  /** The time of the render on the server: what hydration must repeat. */
  readonly rendered: number
  readonly zone: Zone
}

const Context = createContext<ClockContext | null>(null)

/** Another zone than the reader's own for everything below it; null keeps theirs. */
export const ZoneOverride = createContext<Zone | null>(null)

const neverChanges = (): (() => void) => () => {}
const browserZone = (): Zone => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Gives every time on the page the same "now" and the same zone. The server renders in the zone of the member, or in that
 * of the cookie; the first visit of a browser is rendered in UTC, and turns to the browser's zone once it runs.
 */
export function ClockProvider({
  serverNow,
  zone: renderedZone,
  isZoneFixed = false,
  children,
}: {
  /** Milliseconds since 1970. */
  serverNow: number
  zone: Zone
  /** Whether the member wants this zone, wherever the browser is. */
  isZoneFixed?: boolean
  children: ReactNode
}) {
  const [store] = useState(() => createClockStore(serverNow))
  const [rendered] = useState(serverNow)
  const ownZone = useSyncExternalStore(neverChanges, browserZone, () => renderedZone)
  const zone = isZoneFixed ? renderedZone : ownZone
  useEffect(() => {
    if (zone === renderedZone) return
    document.cookie = preferenceCookie(ZONE_COOKIE, zone, location.protocol === 'https:')
  }, [zone, renderedZone])
  const context = useMemo(() => ({ store, rendered, zone }), [store, rendered, zone])
  return <Context value={context}>{children}</Context>
}

function useClock(): ClockContext {
  const context = use(Context)
  if (context === null) throw new Error('no ClockProvider above this component')
  return context
}

/** The zone in which times are printed. */
export function useZone(): Zone {
  const own = useOwnZone()
  return use(ZoneOverride) ?? own
}

/** The zone of the reader, also where times are printed in another one. */
export const useOwnZone = (): Zone => useClock().zone

/** The clock itself, for those who learn the server's time. */
export const useClockStore = (): ClockStore => useClock().store

/** When the server made the first page, in milliseconds since 1970. */
export const useRenderedAt = (): number => useClock().rendered

/** Now in the server's time, in whole steps of `step` milliseconds: the component renders again once a step. */
export function useNow(step = 1000): Date {
  const { store, rendered } = useClock()
  const floor = (ms: number): number => Math.floor(ms / step) * step
  const now = useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => floor(store.now()),
    () => floor(rendered),
  )
  return new Date(now)
}
