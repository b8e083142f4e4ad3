const MS_PER_DAY = 86_400_000

/** Years beyond this are no dates in JavaScript. */
const LAST_SECOND = 8_640_000_000_000

/** A number of seconds since the epoch as a date in UTC; undefined when it is none. */
function dateOf(seconds: number): Date | undefined {
  const whole = Math.trunc(seconds)
  return Math.abs(whole) <= LAST_SECOND ? new Date(whole * 1000) : undefined
}

const startOfYear = (date: Date): number => Date.UTC(date.getUTCFullYear(), 0, 1)

const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day_of_month: (date) => date.getUTCDate(),
  day_of_week: (date) => date.getUTCDay(),
  day_of_year: (date) => Math.floor((date.getTime() - startOfYear(date)) / MS_PER_DAY) + 1,
  days_in_month: (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
}

/**
 * The function of that name that takes a part of a time in seconds since the epoch, UTC; undefined when there is none. What
 * is no time, such as NaN, gives NaN.
 */
export function datePart(name: string): ((seconds: number) => number) | undefined {
  const part = PARTS[name]
  if (part === undefined) return undefined
  return (seconds) => {
    const date = dateOf(seconds)
    return date === undefined ? NaN : part(date)
  }
}
