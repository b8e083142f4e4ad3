'use client'
import { useText } from '#components/language/use-text.ts'
import { useNow } from '#components/ui/clock.tsx'
import { Moment } from '#components/ui/time.tsx'
import { isEndingSoon, roleLeft } from './role-left.ts'

const MINUTE = 60_000

/** How long a role lasts that was given until a moment, and that moment. */
export function RoleEnd({ at }: { at: string }) {
  const t = useText('roles')
  const now = useNow(MINUTE)
  const tone = isEndingSoon(at, now) ? 'text-fg font-medium' : 'text-fg-3'
  return (
    <span className={tone}>
      {roleLeft(t, at, now)} (<Moment at={at} />)
    </span>
  )
}

/** What the holder of a role does that ends within the week; nothing for a longer one. */
export function RoleEndAdvice({ at }: { at: string }) {
  const t = useText('roles')
  if (!isEndingSoon(at, useNow(MINUTE))) return null
  return <p className="text-small text-fg-2">{t('end.advice')}</p>
}
