'use client'
import { useSearchParams } from 'next/navigation'
import { useNow } from '#components/ui/clock.tsx'
import { Note } from '#components/ui/note.tsx'
import { parseRefresh, parseTimeRange, parseZoneChoice } from '#lib/core/time-range.ts'

/** Says what of the address could not be read, and what is shown instead. */
export function AddressNotices({ hasTimeAxis }: { hasTimeAxis: boolean }) {
  const params = useSearchParams()
  const now = useNow(60_000)
  const notices = [
    hasTimeAxis ? parseTimeRange(params, now).notice : null,
    parseZoneChoice(params).notice,
    parseRefresh(params).notice,
  ].flatMap((notice) => notice ?? [])
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
