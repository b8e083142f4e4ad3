'use client'
import { useState } from 'react'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import { Note } from '#components/ui/note.tsx'
import { formatSeconds } from '#lib/core/duration.ts'

/** A pause after too many wrong tries. */
export interface Wait {
  /** Milliseconds since 1970 in the server's time; null before any pause. */
  readonly until: number | null
  readonly begin: (seconds: number) => void
  readonly isRunning: () => boolean
}

/** Keeps the pause that the server asks for. */
export function useWait(): Wait {
  const clock = useClockStore()
  const [until, setUntil] = useState<number | null>(null)
  return {
    until,
    begin: (seconds) => setUntil(clock.now() + seconds * 1000),
    isRunning: () => until !== null && clock.now() < until,
  }
}

/** Says how long the pause still is, second by second; gone when it is over. */
export function WaitNote({ until }: { until: number | null }) {
  const now = useNow().getTime()
  const left = until === null ? 0 : Math.ceil((until - now) / 1000)
  return (
    <div role="status">
      {left <= 0 ? null : (
        <Note state="degraded">
          <span>Too many wrong tries. Try again in </span>
          {/* One announcement is enough; digits that change each second are for the eye. */}
          <b className="font-medium" aria-live="off">
            {formatSeconds(left)}
          </b>
          . Until then nothing that is typed here is looked at.
        </Note>
      )}
    </div>
  )
}
