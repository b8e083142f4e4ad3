'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import { countdownAnnouncement, countdownText } from '#components/ui/countdown-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { warningLeadMs } from '#lib/core/session-limits.ts'
import type { SessionState } from '#lib/modules/access/schemas.ts'
import { apiGet, apiSend } from './api-client.ts'
import { ApiProblem } from './api-problem.ts'
import { useSessionNews } from './live.tsx'
import { SIGN_IN_PATH } from './navigation.ts'
import { tellEveryMs, warningAt } from './session-news.ts'
import { signInAgain } from './sign-in-again.ts'
import { signOut } from './sign-out.ts'

const PATH = '/api/v1/me/session'
const ACTS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** A session that is over leads to the sign-in page; anything else shows itself where it matters. */
const leaveWhenOver = (error: unknown): void => {
  if (error instanceof ApiProblem && error.code === 'unauthenticated') signInAgain()
}

/** Tells the server that somebody is there, and keeps when the session ends now. */
function useStaying() {
  const { news, change } = useSessionNews()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => await apiSend<SessionState>('POST', PATH),
    onSuccess: ({ idleEndsAt, endsAt, idleMinutes }) => {
      if (news === null) return
      change({ ...news, idleMinutes, idleEndsAt: Date.parse(idleEndsAt), endsAt: Date.parse(endsAt) })
    },
    onError: leaveWhenOver,
  })
  return { news, stay: mutate, isStaying: isPending }
}

/**
 * Watches over the session of a page: what a person does in it keeps it alive, what the page does by itself never; before
 * its end it asks whether anybody is there.
 */
export function SessionWatch() {
  const { news, stay, isStaying } = useStaying()
  const clock = useClockStore()
  const now = useNow().getTime()
  const idleMinutes = news?.idleMinutes ?? 30
  const lead = warningLeadMs({ idleMinutes, absoluteMinutes: idleMinutes })
  const warning = warningAt(news, lead, now)
  const isAsking = warning.kind === 'idle'
  const toldAt = useRef(0)
  useEffect(() => {
    // While the question is open only its answer counts.
    if (isAsking) return
    const tell = () => {
      if (clock.now() - toldAt.current < tellEveryMs(idleMinutes)) return
      toldAt.current = clock.now()
      stay()
    }
    for (const act of ACTS) addEventListener(act, tell, { passive: true, capture: true })
    return () => {
      for (const act of ACTS) removeEventListener(act, tell, { capture: true })
    }
  }, [isAsking, idleMinutes, clock, stay])
  const isOver = warning.kind !== 'none' && warning.leftMs === 0
  useEffect(() => {
    // Usually the stream says so first; it may be cut off.
    if (isOver) apiGet(PATH).catch(leaveWhenOver)
  }, [isOver])
  if (warning.kind === 'none') return null
  return (
    <EndDialog
      key={warning.kind}
      isFinal={warning.kind === 'final'}
      leftMs={warning.leftMs}
      isBusy={isStaying}
      onStay={() => stay()}
    />
  )
}

interface EndDialogProps {
  readonly isFinal: boolean
  readonly leftMs: number
  readonly isBusy: boolean
  readonly onStay: () => void
}

function EndDialog({ isFinal, leftMs, isBusy, onStay }: EndDialogProps) {
  const t = useText('shell')
  const ui = useText('ui')
  const [isRead, setIsRead] = useState(false)
  const left = (
    <b className="font-mono text-fg-1 tabular-nums" aria-live="off">
      {countdownText(leftMs)}
    </b>
  )
  const leave = () => {
    signOut(SIGN_IN_PATH).catch(() => {}) // the session ends by itself anyway
  }
  return (
    <Dialog
      isOpen={!isRead}
      onClose={isFinal ? () => setIsRead(true) : onStay}
      title={t(isFinal ? 'session.final' : 'session.idle')}
      footer={
        <>
          <Button onClick={leave}>{t('session.signOut')}</Button>
          {isFinal ? (
            <Button kind="ink" data-autofocus onClick={signInAgain}>
              {t('session.again')}
            </Button>
          ) : (
            <Button kind="ink" data-autofocus isBusy={isBusy} onClick={onStay}>
              {t('session.stay')}
            </Button>
          )}
        </>
      }
    >
      <p className="text-fg-2">
        {t.rich(isFinal ? 'session.finalText' : 'session.idleText', { left: put(left) })}
      </p>
      <p role="status" className="sr-only">
        {countdownAnnouncement(ui, leftMs)}
      </p>
    </Dialog>
  )
}
