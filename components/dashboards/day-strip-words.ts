import type { Text } from '#components/language/use-text.ts'
import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'

const MARKS = ['down', 'degraded', 'calm', 'unknown'] as const

/** What a strip shows, as one sentence: for whoever hears it, and for the tooltip. */
export function dayStripWords(t: Text<'dashboards'>, { marks, from, to }: DayStripView): string {
  const count = (mark: DayStripView['marks'][number]): number => marks.filter((each) => each === mark).length
  const said = MARKS.filter((mark) => count(mark) > 0).map((mark) =>
    t(`strip.${mark}`, { count: count(mark) }),
  )
  return t('strip.whole', { from, to, parts: said.join(', ') })
}

const DAY_MS = 86_400_000

/** The newest days of a strip. */
export function newestDays(strip: DayStripView, days: number): DayStripView {
  const marks = strip.marks.slice(-days)
  const from = new Date(Date.parse(strip.to) - (marks.length - 1) * DAY_MS)
  return { ...strip, from: from.toISOString().slice(0, 10), marks }
}
