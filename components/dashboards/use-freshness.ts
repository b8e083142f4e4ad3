'use client'
import { useNow } from '#components/ui/clock.tsx'
import { useRefresh } from '#components/shell/refresh.tsx'
import { refreshMs } from '#lib/core/time-range.ts'

/** How often an overview is asked again where no event says that something changed, in milliseconds: time itself changes it. */
const LOOK_AGAIN_MS = 60_000
/** From this age on a figure of an overview is stale: two looks in a row brought nothing. */
const STALE_SECONDS = 150

/** How an overview stays fresh at the pace that its reader chose, and from which age on it is not. */
export interface Freshness {
  /** Milliseconds until the next look; false while the page is paused. */
  readonly refetchInterval: number | false
  readonly staleAfterSeconds: number
}

/** How the overview in view stays fresh. */
export function useFreshness(): Freshness {
  const { refresh } = useRefresh()
  const everyMs = Math.max(LOOK_AGAIN_MS, refreshMs(refresh) ?? 0)
  return {
    refetchInterval: refresh === 'off' ? false : everyMs,
    staleAfterSeconds: Math.max(STALE_SECONDS, (everyMs / 1000) * 2.5),
  }
}

/** Whether an answer of this moment is older than it should be. */
export function useIsOld(asOf: string): boolean {
  const { staleAfterSeconds } = useFreshness()
  return useNow(5000).getTime() - Date.parse(asOf) > staleAfterSeconds * 1000
}
