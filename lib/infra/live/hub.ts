import { CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { systemClock, type Clock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import { required } from '#lib/infra/config/index.ts'
import { listen, type Listener } from '#lib/infra/db/index.ts'
import { parseLiveEvent, type LiveEvent } from './live-event.ts'
import { makeRecentEvents } from './recent-events.ts'

/** What a subscriber hears. `resync` means that events may have been missed: read everything again. */
export type LiveMessage = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'resync' }

/** One process's ear on the database's notifications, shared by all of its open streams. */
export interface LiveHub {
  /**
   * Hears what happens in `scope` until the returned function is called. With `since` (milliseconds since 1970) first the
   * last event of each table from then on, or `resync` where that is no longer known.
   */
  subscribe(scope: Scope, hear: (message: LiveMessage) => void, since?: number): () => void
  /** True while notifications arrive; false means that silence says nothing. */
  isConnected(): boolean
  /** Ends all of it. */
  close(): Promise<void>
}

/** True when an event may be told to somebody who sees `scope`. A tenant hears only of rows that carry its own id. */
export function isAudible(scope: Scope, event: LiveEvent): boolean {
  switch (scope.kind) {
    case 'operator':
      return event.platform !== CANARY_PLATFORM_ID
    case 'platform':
      return event.platform === scope.platformId
    case 'tenant':
      return event.tenant === scope.tenantId
  }
}

/** The last event of each table that may be told: a page reads a table again as a whole, however often it changed. */
const lastOfEach = (scope: Scope, events: readonly LiveEvent[]): Iterable<LiveEvent> =>
  new Map(events.flatMap((event) => (isAudible(scope, event) ? [[event.table, event]] : []))).values()

/** Clocks of machines differ: the one that made a page may be ahead of the one that holds its stream, in milliseconds. */
const SKEW_MS = 1000

/** Opens the hub of a process on the database at `url`. */
export function openLiveHub(url: string, clock: Clock = systemClock): LiveHub {
  const subscribers = new Set<{ scope: Scope; hear: (message: LiveMessage) => void }>()
  const recent = makeRecentEvents()
  const listener: Listener = listen({
    url,
    channels: ['live'],
    onNotification: (_channel, payload) => {
      const event = parseLiveEvent(payload)
      if (event === null) return
      recent.note(event, clock.now().getTime())
      for (const { scope, hear } of subscribers) if (isAudible(scope, event)) hear({ kind: 'event', event })
    },
    onConnected: () => {
      recent.restart(clock.now().getTime())
      for (const { hear } of subscribers) hear({ kind: 'resync' })
    },
  })
  return {
    subscribe(scope, hear, since) {
      const entry = { scope, hear }
      if (since !== undefined) {
        const missed = recent.after(since - SKEW_MS)
        if (missed === null) hear({ kind: 'resync' })
        else for (const event of lastOfEach(scope, missed)) hear({ kind: 'event', event })
      }
      subscribers.add(entry)
      return () => subscribers.delete(entry)
    },
    isConnected: () => listener.isConnected(),
    close: async () => await listener.close(),
  }
}

declare global {
  // `var` is the only way to declare a property of globalThis; there, because there may be several bundles.
  var bailiwickLiveHub: LiveHub | undefined
}

/** The hub of this process, opened at the first use. Notifications need no right, so it listens as the role `tenant`. */
export function liveHub(): LiveHub {
  globalThis.bailiwickLiveHub ??= openLiveHub(required('DB_URL_TENANT'))
  return globalThis.bailiwickLiveHub
}
