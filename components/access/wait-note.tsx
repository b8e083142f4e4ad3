'use client'
import { useState } from 'react'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import { Note } from '#components/ui/note.tsx'
import { formatSeconds } from '#lib/core/duration.ts'

/** A pause after too many wrong tries. */
export interface Wait {
  /** Milliseconds since 1970 in the server's time; null before any pause. */
  readonly until: number | null
  /** True when the account is locked, which its owner lifts by mail. */
  readonly isLocked: boolean
  readonly begin: (pause: { readonly seconds: number; readonly isLocked?: boolean }) => void
  /** Begins the pause that a refusal asks for; nothing for any other. */
  readonly beginAfter: (problem: unknown) => void
  readonly isRunning: () => boolean
}

interface Pause {
  readonly until: number | null
  readonly isLocked: boolean
}

/** Keeps the pause that the server asks for. */
export function useWait(): Wait {
  const clock = useClockStore()
  const [{ until, isLocked }, setPause] = useState<Pause>({ until: null, isLocked: false })
  const begin: Wait['begin'] = ({ seconds, isLocked: locked = false }) =>
    setPause({ until: clock.now() + seconds * 1000, isLocked: locked })
  return {
    until,
    isLocked,
    begin,
    beginAfter(problem) {
      if (problem instanceof ApiProblem && problem.retryAfterSeconds !== undefined)
        begin({ seconds: problem.retryAfterSeconds })
    },
    isRunning: () => until !== null && clock.now() < until,
  }
}

/** Says how long the pause still is, second by second; gone when it is over. */
export function WaitNote({ until, isLocked }: Pause) {
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
          {isLocked
            ? ' If there is an account with this address, a mail went to it with a link that opens it at once.'
            : null}
        </Note>
      )}
    </div>
  )
}
