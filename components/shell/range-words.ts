import type { Text } from '#components/language/use-text.ts'
import { dateText, dayText, minuteText, secondText, type Zone } from '#components/ui/format-time.ts'
import type { Language } from '#lib/core/language.ts'
import { lastLength, resolveRange, type TimeRange } from '#lib/core/time-range.ts'

/** The length of a range that ends now, in words: `Last 6 hours`; null for any other. */
export function lastText(t: Text<'shell'>, range: TimeRange): string | null {
  const length = lastLength(range)
  return length === null ? null : t(`range.last.${length.unit}`, { count: length.count })
}

/** How a reader has times. */
export interface TimeReader {
  readonly zone: Zone
  readonly language: Language
}

/** A range in words, as short as it stays clear at `now`, without the zone: `Last 6 hours`, `20 Nov, 14:00 to 18:00`. */
export function rangeWords(
  t: Text<'shell'>,
  range: TimeRange,
  now: Date,
  { zone, language }: TimeReader,
): string {
  const last = lastText(t, range)
  if (last !== null) return last
  const { fromMs, toMs } = resolveRange(range, now)
  const [from, to] = [new Date(fromMs), new Date(toMs)]
  const isWhole = [fromMs, toMs].every((ms) => Math.floor(ms / 1000) % 60 === 0)
  const clock = (at: Date): string => (isWhole ? minuteText(at, zone) : secondText(at, zone))
  const date = (at: Date): string => dateText(at, zone, language)
  const year = date(now).slice(-4)
  const isThisYear = [from, to].every((at) => date(at).endsWith(year))
  const day = (at: Date): string => (isThisYear ? dayText(at, zone, language) : date(at))
  const end = date(from) === date(to) ? clock(to) : `${day(to)}, ${clock(to)}`
  return t('range.between', { from: `${day(from)}, ${clock(from)}`, to: end })
}
