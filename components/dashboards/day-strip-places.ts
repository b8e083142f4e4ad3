import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'

type Mark = DayStripView['marks'][number]

const DAY_MS = 86_400_000

/** The days of a strip in UTC, oldest first, each with its mark. */
export const stripDays = ({
  from,
  marks,
}: DayStripView): readonly { readonly day: string; readonly mark: Mark }[] =>
  marks.map((mark, i) => ({
    day: new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10),
    mark,
  }))

/** The place of a day under a pointer, of `count`, by its share of the width from the left. */
export const placeOfShare = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)))

/** Where a key leads from a day: arrows by one, with Shift by a week, Home and End to the ends; null for other keys. */
export function dayByKey(key: string, isFar: boolean, place: number, count: number): number | null {
  const by = isFar ? 7 : 1
  const to = {
    Home: 0,
    End: count - 1,
    ArrowLeft: place - by,
    ArrowDown: place - by,
    ArrowRight: place + by,
    ArrowUp: place + by,
  }[key]
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to))
}
