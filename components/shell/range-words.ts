import { dateText, dayText, minuteText, secondText, type Zone } from '#components/ui/format-time.ts'
import { lastWords, resolveRange, type TimeRange } from '#lib/core/time-range.ts'

/** A range in words, as short as it stays clear at `now`, without the zone: `Last 6 hours`, `20 Nov, 14:00 to 18:00`. */
export function rangeWords(range: TimeRange, now: Date, zone: Zone): string {
  const last = lastWords(range)
  if (last !== null) return last
  const { fromMs, toMs } = resolveRange(range, now)
  const [from, to] = [new Date(fromMs), new Date(toMs)]
  const isWhole = [fromMs, toMs].every((ms) => Math.floor(ms / 1000) % 60 === 0)
  const clock = (at: Date): string => (isWhole ? minuteText(at, zone) : secondText(at, zone))
  const year = dateText(now, zone).slice(-4)
  const isThisYear = [from, to].every((at) => dateText(at, zone).endsWith(year))
  const day = (at: Date): string => (isThisYear ? dayText(at, zone) : dateText(at, zone))
  const end = dateText(from, zone) === dateText(to, zone) ? clock(to) : `${day(to)}, ${clock(to)}`
  return `${day(from)}, ${clock(from)} to ${end}`
}
