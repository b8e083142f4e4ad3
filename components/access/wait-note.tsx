'use client'
import { useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
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

const once = (text: ReactNode): ReactNode => <span>{text}</span>
/** One announcement is enough; digits that change each second are for the eye. */
const ticking = (text: ReactNode): ReactNode => (
  <b className="font-medium" aria-live="off">
    {text}
  </b>
)

/** Says how long the pause still is, second by second; gone when it is over. */
export function WaitNote({ until, isLocked }: Pause) {
  const t = useText('access-public')
  const now = useNow().getTime()
  const left = until === null ? 0 : Math.ceil((until - now) / 1000)
  return (
    <div role="status">
      {left <= 0 ? null : (
        <Note state="degraded">
          {t.rich('wait.left', {
            said: once,
            time: ticking,
            left: formatSeconds(left),
          })}
          {isLocked ? ` ${t('wait.locked')}` : null}
        </Note>
      )}
    </div>
  )
}
