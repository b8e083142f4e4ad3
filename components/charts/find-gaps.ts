import type { Text } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'

/** A stretch in which no series has a value. Times in seconds since 1970. */
export interface Gap {
  readonly from: number
  readonly to: number
  /** `no data 58 m`. */
  readonly label: string
  /** Whether the label has room in it. */
  readonly isWide: boolean
}

/** Part of the range from which on a gap has room for its label. */
const WIDE_SHARE = 0.06

/**
 * Where nothing was measured: each gap reaches from the last value before it to the first one after it. `isMeasured`
 * says of each time whether any series has a value.
 */
export function findGaps(
  t: Text<'charts'>,
  times: readonly number[],
  isMeasured: readonly boolean[],
  range: { readonly from: number; readonly to: number },
): readonly Gap[] {
  const gaps: Gap[] = []
  for (let i = 0; i < times.length; i += 1) {
    if (isMeasured[i] === true) continue
    const next = isMeasured.indexOf(true, i)
    const end = next === -1 ? times.length : next
    const from = i === 0 ? range.from : (times[i - 1] ?? range.from)
    const to = next === -1 ? range.to : (times[end] ?? range.to)
    if (to > from) gaps.push(gapOf(t, { from, to }, range.to - range.from))
    i = end
  }
  return gaps
}

const gapOf = (t: Text<'charts'>, { from, to }: Pick<Gap, 'from' | 'to'>, range: number): Gap => ({
  from,
  to,
  label: t('noDataFor', { time: formatSeconds(to - from) }),
  isWide: (to - from) / range > WIDE_SHARE,
})
