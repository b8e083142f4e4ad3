'use client'
import { useMemo } from 'react'
import { useLanguage } from '#components/language/use-text.ts'
import { useZone } from './clock.tsx'
import { formatValue, quantityText, significantText, type Quantity } from './format-quantity.ts'
import {
  clockText,
  dateText,
  dayText,
  momentText,
  secondText,
  shortMomentText,
  zoneLabel,
} from './format-time.ts'

/** Times and figures as the member reads them: `format-time.ts` and `format-quantity.ts` in one language and one zone. */
export interface Format {
  /** `20 Nov 2026, 14:32:07 UTC+8`. */
  readonly moment: (at: Date) => string
  /** The same as short as it stays clear at `now`. */
  readonly shortMoment: (at: Date, now: Date) => string
  /** `20 Nov 2026`, without the zone. */
  readonly date: (at: Date) => string
  /** `20 Nov`, without the zone. */
  readonly day: (at: Date) => string
  /** `14:32:07 UTC+8`. */
  readonly clock: (at: Date) => string
  /** `14:32:07`, where the zone stands beside it. */
  readonly second: (at: Date) => string
  /** `UTC+8`. */
  readonly zone: (at: Date) => string
  /** `412 ms`. */
  readonly quantity: (value: number, unit: string) => string
  /** Figure and unit apart. */
  readonly value: (value: number | string, unit: string) => Quantity
  /** So many significant digits. */
  readonly significant: (value: number, digits: number) => string
}

/** How times and figures are written here: the one place where language and zone meet. */
export function useFormat(): Format {
  const zone = useZone()
  const language = useLanguage()
  return useMemo(
    () => ({
      moment: (at) => momentText(at, zone, language),
      shortMoment: (at, now) => shortMomentText(at, now, zone, language),
      date: (at) => dateText(at, zone, language),
      day: (at) => dayText(at, zone, language),
      clock: (at) => clockText(at, zone),
      second: (at) => secondText(at, zone),
      zone: (at) => zoneLabel(at, zone),
      quantity: (value, unit) => quantityText(value, unit, language),
      value: (value, unit) => formatValue(value, unit, language),
      significant: (value, digits) => significantText(value, digits, language),
    }),
    [zone, language],
  )
}
