import { SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'

/*
 * Dates are written in a language and a zone. Components take both from one place, `useFormat()`; whoever calls these by
 * hand hands on both. The language may be left out only where a folder is not translated yet.
 */

/** A valid IANA time zone name, or `UTC`. */
export type Zone = string

const formatters = new Map<Zone, Intl.DateTimeFormat>()

/** True when the runtime knows this time zone. */
export function isZone(text: string): boolean {
  try {
    formatterOf(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Formatters are slow to make and there are few zones: one each. */
function formatterOf(zone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, made)
  return made
}

const monthNames = new Map<Language, readonly string[]>()

/**
 * The name of a month as its language shortens it: `Nov`, `Ogo`. 1 is January. Only the names come from `Intl`, not the
 * order: English and Malay both write day, month, year, and browsers differ more in their orders than in their names.
 */
function monthName(month: number, language: Language): string {
  let names = monthNames.get(language)
  if (names === undefined) {
    const format = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
    names = Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(2026, index, 15)))
    monthNames.set(language, names)
  }
  return names[month - 1] ?? ''
}

/** The wall clock of one zone. */
interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What a clock on the wall in `zone` shows at this instant; month 1 is January. */
function wallClock(at: Date, zone: Zone): Wall {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? Number.NaN
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** Minutes that `zone` is ahead of UTC at this instant. */
export function offsetMinutes(at: Date, zone: Zone): number {
  const wall = wallClock(at, zone)
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
  return Math.round((asUtc - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * The zone as it is printed after a time: `UTC`, `UTC+8`, `UTC-3:30`. Abbreviations such as MYT depend on the
 * language data of the browser and are ambiguous; the offset is neither.
 */
export function zoneLabel(at: Date, zone: Zone): string {
  const offset = offsetMinutes(at, zone)
  if (offset === 0) return 'UTC'
  const hours = Math.floor(Math.abs(offset) / 60)
  const minutes = Math.abs(offset) % 60
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`
}

/** `14:32`, without the zone: for ticks whose axis prints it. */
export function minuteText(at: Date, zone: Zone): string {
  const { hour, minute } = wallClock(at, zone)
  return `${two(hour)}:${two(minute)}`
}

/** `14:32:07`, without the zone: for columns whose head prints it. */
export const secondText = (at: Date, zone: Zone): string =>
  `${minuteText(at, zone)}:${two(wallClock(at, zone).second)}`

/** Day and month, e.g. `20 Nov`, without the zone. */
export function dayText(at: Date, zone: Zone, language: Language = SOURCE_LANGUAGE): string {
  const { day, month } = wallClock(at, zone)
  return `${day} ${monthName(month, language)}`
}

/** The date, e.g. `20 Nov 2026`, without the zone. */
export const dateText = (at: Date, zone: Zone, language: Language = SOURCE_LANGUAGE): string =>
  `${dayText(at, zone, language)} ${wallClock(at, zone).year}`

/** The clock with its zone, e.g. `14:32:07 UTC+8`. */
export const clockText = (at: Date, zone: Zone): string => `${secondText(at, zone)} ${zoneLabel(at, zone)}`

/** Date, clock and zone, e.g. `20 Nov 2026, 14:32:07 UTC+8`. */
export const momentText = (at: Date, zone: Zone, language: Language = SOURCE_LANGUAGE): string =>
  `${dateText(at, zone, language)}, ${clockText(at, zone)}`

/** A moment as short as it stays clear at `now`: the clock on the same day, day and minute in the same year, else the date. */
export function shortMomentText(
  at: Date,
  now: Date,
  zone: Zone,
  language: Language = SOURCE_LANGUAGE,
): string {
  if (dateText(at, zone) === dateText(now, zone)) return clockText(at, zone)
  const isThisYear = wallClock(at, zone).year === wallClock(now, zone).year
  const date = isThisYear ? dayText(at, zone, language) : dateText(at, zone, language)
  return `${date}, ${minuteText(at, zone)} ${zoneLabel(at, zone)}`
}
