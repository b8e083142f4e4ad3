import { dayText, minuteText, offsetMinutes, secondText } from '#components/ui/format-time.ts'
import { groupThousands } from '#components/ui/format-quantity.ts'
import { magnitudeFor } from '#components/ui/units.ts'
import type { Language } from '#lib/core/language.ts'
import type { ChartReader } from './chart-reader.ts'

/** A mark on an axis with the text beside it. */
export interface Tick {
  readonly value: number
  readonly label: string
}

/** Axis of values: where it begins and ends (on ticks), in the unit of the data. */
export interface ValueAxis {
  readonly min: number
  readonly max: number
  readonly ticks: readonly Tick[]
}

/** The step of 1, 2, 2.5 or 5 times a power of ten that cuts `span` into about `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough * 0.999) ?? 10
  return lead * power
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6 * value

/** Digits after the point that write this step in full, at most 12. */
function decimalsOf(step: number): number {
  let decimals = 0
  while (decimals < 12 && !isWhole(step * 10 ** decimals)) decimals += 1
  return decimals
}

/** Ticks over `low` to `high` in the magnitude that suits the unit; every label carries the unit. */
export function valueAxis(low: number, high: number, unit: string, language: Language): ValueAxis {
  const from = low === high ? Math.min(0, low) : low
  const to = low === high ? (high === 0 ? 1 : Math.max(0, high)) : high
  const magnitude = magnitudeFor(unit, Math.max(Math.abs(from), Math.abs(to)))
  const nice = niceStep((to - from) / magnitude.size, 4)
  const step = unit === 'count' ? Math.max(nice, 1 / magnitude.size) : nice
  // What a division may be off by: a part of the span, not of a step, which is far wider when counts hardly differ.
  const off = (1e-9 * nice) / step
  const first = Math.floor(from / magnitude.size / step + off)
  const last = Math.ceil(to / magnitude.size / step - off)
  const decimals = decimalsOf(step)
  const ticks = Array.from({ length: last - first + 1 }, (_, i): Tick => {
    const shown = (first + i) * step
    const figure = groupThousands((shown === 0 ? 0 : shown).toFixed(decimals), language)
    return {
      value: shown * magnitude.size,
      label: magnitude.label === '' ? figure : `${figure} ${magnitude.label}`,
    }
  })
  return { min: first * step * magnitude.size, max: last * step * magnitude.size, ticks }
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
/** Steps in seconds that people read off a clock or a calendar. */
const TIME_STEPS = [
  1,
  5,
  10,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
]

/**
 * Ticks of a time axis (values in seconds since 1970) on round times of the wall clock in `zone`; the axis prints the
 * zone beside the last one. Across a change of summer time the ticks keep the offset of the end of the range.
 */
export function timeTicks(
  from: number,
  to: number,
  { zone, language }: Pick<ChartReader, 'zone' | 'language'>,
): readonly Tick[] {
  const step = TIME_STEPS.find((seconds) => (to - from) / seconds <= mostSteps(seconds)) ?? 365 * DAY
  const offset = offsetMinutes(new Date(to * 1000), zone) * MINUTE
  const first = Math.ceil((from + offset) / step) * step - offset
  const count = Math.floor((to - first) / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, i): Tick => {
    const value = first + i * step
    return { value, label: timeText(new Date(value * 1000), step, { zone, language }) }
  })
}

/** Labels with seconds are long: fewer of them have room on a phone. */
const mostSteps = (step: number): number => (step < MINUTE ? 4 : 6)

function timeText(
  at: Date,
  step: number,
  { zone, language }: Pick<ChartReader, 'zone' | 'language'>,
): string {
  if (step >= DAY) return dayText(at, zone, language)
  return step < MINUTE ? secondText(at, zone) : minuteText(at, zone)
}
