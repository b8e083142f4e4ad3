/** One value of a figure, told apart from its siblings by labels. */
export interface FigureValue {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A measured figure as it is shown on a metrics page; a figure that could not be measured has no values. */
export interface Figure {
  readonly name: string
  readonly help: string
  /** A counter only grows, until the thing that counts starts anew. */
  readonly kind: 'gauge' | 'counter'
  readonly values: readonly FigureValue[]
}

type Measured = number | null | readonly FigureValue[]

function valuesOf(measured: Measured): readonly FigureValue[] {
  if (measured === null) return []
  return typeof measured === 'number' ? [{ labels: {}, value: measured }] : measured
}

/** A figure that goes up and down. `null` stands for "not measured", which is never written as 0. */
export const gauge = (name: string, help: string, measured: Measured): Figure => ({
  name,
  help,
  kind: 'gauge',
  values: valuesOf(measured),
})

/** A figure that only grows; its name ends in `_total`. `null` stands for "not measured". */
export const counter = (name: string, help: string, measured: Measured): Figure => ({
  name,
  help,
  kind: 'counter',
  values: valuesOf(measured),
})
