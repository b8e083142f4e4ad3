'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { Note } from '#components/ui/note.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { EndReason, SessionEnding } from '#lib/core/session-ending.ts'
import { MAX_SESSIONS } from '#lib/core/session-limits.ts'

/** How a session ended that somebody did not end themselves. */
export type EndedSession =
  | { readonly kind: Exclude<EndReason, 'signed_out' | 'rotated'> | 'provider' }
  | Extract<SessionEnding, { readonly minutes: number }>

/** Above the sign-in form, for somebody whose session has just ended. */
export function EndedNote({ ending }: { ending: EndedSession }) {
  const t = useText('access-public')
  return (
    <div role="status">
      <Note state="stale">
        {whyOf(t, ending)} {t('ended.goBack')}
      </Note>
    </div>
  )
}

function whyOf(t: Text<'access-public'>, ending: EndedSession): string {
  switch (ending.kind) {
    case 'idle':
    case 'absolute':
      return t(`ended.${ending.kind}`, { age: formatSeconds(ending.minutes * 60) })
    case 'too_many':
      return t('ended.too_many', { max: MAX_SESSIONS })
    default:
      return t(`ended.${ending.kind}`)
  }
}
