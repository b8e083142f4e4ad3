import type { Measured } from '#lib/modules/explain/domain/measured.ts'

/** Seconds since the newest datum of a figure at `now`: what it was at the moment of the answer, and what went by since. */
export const ageOf = (
  { asOf, ageSeconds }: Pick<Measured<unknown>, 'asOf' | 'ageSeconds'>,
  now: Date,
): number => Math.max(ageSeconds, (now.getTime() - Date.parse(asOf)) / 1000)

/** Whether a figure is older at `now` than its limit; one without a limit never is. */
export const isTooOld = (
  figure: Pick<Measured<unknown>, 'asOf' | 'ageSeconds'>,
  now: Date,
  limitSeconds: number | undefined,
): boolean => limitSeconds !== undefined && ageOf(figure, now) > limitSeconds
