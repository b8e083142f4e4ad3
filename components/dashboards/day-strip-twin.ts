import type { Twin } from '#components/charts/twin-table.tsx'
import type { Text } from '#components/language/use-text.ts'
import { csvOf } from '#lib/core/csv.ts'
import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'
import { stripDays } from './day-strip-places.ts'

/** A strip, and what it is of. */
export interface NamedStrip {
  readonly label: string
  readonly strip: DayStripView
}

/** The days that any of the strips has, newest first, each with the marks of all of them. */
function daysOf(strips: readonly NamedStrip[]) {
  const marks = strips.map(({ strip }) => new Map(stripDays(strip).map(({ day, mark }) => [day, mark])))
  const days = [...new Set(marks.flatMap((each) => [...each.keys()]))].toSorted((a, b) => (a < b ? 1 : -1))
  return days.map((day) => ({ day, marks: marks.map((each) => each.get(day) ?? null) }))
}

/** The days of some strips as a table, newest first. */
export const stripsTwin = (t: Text<'dashboards'>, strips: readonly NamedStrip[]): Twin => ({
  columns: [t('strip.day'), ...strips.map(({ label }) => label)],
  rows: daysOf(strips).map(({ day, marks }) => [
    day,
    ...marks.map((mark) => (mark === null ? null : t(`legend.${mark}`))),
  ]),
})

/** The same as CSV, oldest first. Files have the same words in all languages: programs read them. */
export const stripsCsv = (strips: readonly NamedStrip[]): string =>
  csvOf(
    ['day (UTC)', ...strips.map(({ label }) => label)],
    daysOf(strips)
      .toReversed()
      .map(({ day, marks }) => [day, ...marks]),
  )
