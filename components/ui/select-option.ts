/** One choice of a list. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** From how many choices on a list has a filter above it. */
const FILTERED_FROM = 13

/** Whether a list of so many choices needs a filter: over 12, reading all of them takes longer than typing. */
export const needsFilter = (options: readonly Option[]): boolean => options.length >= FILTERED_FROM
