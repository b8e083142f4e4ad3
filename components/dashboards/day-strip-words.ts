import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'

const counted = (count: number, what: string): string => `${count} ${count === 1 ? 'day' : 'days'} ${what}`

/** What a strip shows, as one sentence: for whoever hears it, and for the tooltip. */
export function dayStripWords({ marks, from, to }: DayStripView): string {
  const count = (mark: DayStripView['marks'][number]): number => marks.filter((each) => each === mark).length
  const parts = [
    [count('down'), 'with an incident of P0 or P1'],
    [count('degraded'), 'with one of P2'],
    [count('calm'), 'without either'],
    [count('unknown'), 'not watched yet'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, what]) => counted(n, what))
  return `${from} to ${to}, days in UTC: ${said.join(', ')}.`
}

const DAY_MS = 86_400_000

/** The newest days of a strip. */
export function newestDays(strip: DayStripView, days: number): DayStripView {
  const marks = strip.marks.slice(-days)
  const from = new Date(Date.parse(strip.to) - (marks.length - 1) * DAY_MS)
  return { ...strip, from: from.toISOString().slice(0, 10), marks }
}
