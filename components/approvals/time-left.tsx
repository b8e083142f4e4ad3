'use client'
import { useText } from '#components/language/use-text.ts'
import { useNow } from '#components/ui/clock.tsx'
import { formatSeconds } from '#lib/core/duration.ts'

/** How long until a moment, counted down: `in 5 h 12 m`; `now` when it is reached. */
export function TimeLeft({ until }: { until: string }) {
  const t = useText('approvals')
  const seconds = (new Date(until).getTime() - useNow().getTime()) / 1000
  return (
    <time dateTime={until} className="whitespace-nowrap tabular-nums">
      {seconds <= 0 ? t('left.now') : t('left.in', { left: formatSeconds(seconds) })}
    </time>
  )
}
