import type { Format } from '#components/ui/use-format.ts'

/** The value at which an alert fired: counts in full, anything finer with four digits: `1`, `0.05124`. */
export const alertValue = (format: Pick<Format, 'quantity' | 'significant'>, value: number): string =>
  Number.isFinite(value) && !Number.isInteger(value)
    ? format.significant(value, 4)
    : format.quantity(value, 'count')
