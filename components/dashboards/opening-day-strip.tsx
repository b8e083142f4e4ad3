'use client'
import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useLanguage, useText } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import { dateText } from '#components/ui/format-time.ts'
import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'
import { dayByKey, placeOfShare, stripDays } from './day-strip-places.ts'
import { dayStripWords, newestDays } from './day-strip-words.ts'
import { DayStrip } from './day-strip.tsx'

/** Properties of `OpeningDayStrip`. */
export interface OpeningDayStripProps {
  readonly strip: DayStripView
  /** Where a day in UTC, `2026-11-20`, leads to. */
  readonly hrefOf: (day: string) => string
  /** How many of the days are shown, the newest ones; all of them unless told. */
  readonly days?: number
  /** True in the row of a table: no line below, and it lies above the link that the whole row is. */
  readonly isInRow?: boolean
}

/** The last days as a strip whose days are walked by arrow keys and opened by a press or Enter: a list of that day. */
export function OpeningDayStrip(props: OpeningDayStripProps) {
  const { strip: whole, hrefOf, days: count, isInRow = false } = props
  const t = useText('dashboards')
  const language = useLanguage()
  const router = useRouter()
  const strip = count === undefined ? whole : newestDays(whole, count)
  const days = stripDays(strip)
  const newest = days.length - 1
  const [place, setPlace] = useState<number | null>(null)
  const shown = days[place ?? newest]
  if (shown === undefined) return null
  const day = dateText(new Date(`${shown.day}T00:00:00Z`), 'UTC', language)
  const words = t('strip.words', { day, mark: shown.mark })
  const hint =
    place === null ? t('strip.press', { from: strip.from, to: strip.to }) : t('strip.pressDay', { words })
  const placeUnder = (event: MouseEvent<HTMLDivElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return placeOfShare((event.clientX - left) / Math.max(1, width), days.length)
  }
  const open = (at: number) => {
    const pressed = days[at]?.day
    if (pressed !== undefined) router.push(hrefOf(pressed))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Alt and an arrow go back, and others like it are the browser's, too.
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = dayByKey(event.key, event.shiftKey, place ?? newest, days.length)
    if (next === null && event.key !== 'Enter') return
    event.preventDefault()
    if (next === null) open(place ?? newest)
    // The first key shows where it stands.
    else setPlace(place === null && event.key !== 'Home' ? newest : next)
  }
  return (
    <div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('strip.slider', { whole: dayStripWords(t, strip) })}
        aria-valuemin={0}
        aria-valuemax={newest}
        aria-valuenow={place ?? newest}
        aria-valuetext={words}
        title={isInRow ? hint : undefined}
        className={classNames('relative cursor-pointer py-1', isInRow && 'z-1 -my-1 sm:w-fit')}
        onPointerMove={(event) => setPlace(placeUnder(event))}
        onPointerLeave={() => setPlace(null)}
        onBlur={() => setPlace(null)}
        onClick={(event) => open(placeUnder(event))}
        onKeyDown={onKeyDown}
      >
        {/* The slider around it says what it shows. */}
        <div aria-hidden="true">
          <DayStrip strip={strip} {...(isInRow ? {} : { className: 'w-full' })} />
          {place === null ? null : (
            <svg width="100%" height="100%" className="pointer-events-none absolute inset-0 overflow-visible">
              <rect
                x={`${(place / days.length) * 100}%`}
                width={`${100 / days.length}%`}
                height="100%"
                fill="none"
                stroke="var(--bw-focus)"
              />
            </svg>
          )}
        </div>
      </div>
      {isInRow ? null : <p className="mt-1 text-small text-fg-3">{hint}</p>}
    </div>
  )
}
