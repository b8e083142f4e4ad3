'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useText, type Text } from '#components/language/use-text.ts'
import { useNow } from '#components/ui/clock.tsx'
import { Note } from '#components/ui/note.tsx'
import { parseRefresh, parseTimeRange, parseZoneChoice, type TimeNotice } from '#lib/core/time-range.ts'
import { strayNotices } from './page-params.ts'

const noticeText = (t: Text<'shell'>, notice: TimeNotice): string =>
  notice === 'from' || notice === 'to' || notice === 'zone' || notice === 'refresh'
    ? t(`notice.${notice}`)
    : t('notice.range', { fault: t(`range.fault.${notice}`) })

/** Says what of the address could not be read, and what is shown instead. */
export function AddressNotices({ hasTimeAxis }: { hasTimeAxis: boolean }) {
  const t = useText('shell')
  const params = useSearchParams()
  const path = usePathname()
  const now = useNow(60_000)
  const told = [
    hasTimeAxis ? parseTimeRange(params, now).notice : null,
    parseZoneChoice(params).notice,
    parseRefresh(params).notice,
  ].flatMap((notice) => (notice === null ? [] : noticeText(t, notice)))
  const stray = strayNotices(path, new URLSearchParams(params))
  const notices = [...told, ...stray.map(({ what, names, more }) => t(`notice.${what}`, { names, more }))]
  if (notices.length === 0) return null
  return (
    <div role="status">
      <Note state="stale">
        {notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </Note>
    </div>
  )
}
