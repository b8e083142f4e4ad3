import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** A range of time on the grid of its step, all in seconds. */
export interface Grid {
  readonly from: number
  readonly to: number
  readonly step: number
}

/**
 * The same length and step, ending at `now` instead of at the last whole step. A long range has steps of minutes: what began to
 * send since the last of them stands on none of its places, and would be shown as if it sent nothing.
 */
export function endingNow({ from, to, step }: Grid, now: number): Grid {
  const late = Math.max(0, Math.floor(now) - to)
  return { from: from + late, to: to + late, step }
}

/** Whether an answer has anything to draw. */
export const hasValues = ({ data }: MetricsAnswer): boolean =>
  data.resultType === 'matrix' || data.resultType === 'vector' ? data.result.length > 0 : true
