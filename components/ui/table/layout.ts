/** How high the rows of a table are; the values are those of the tokens. */
export const DENSITIES = ['compact', 'standard', 'touch'] as const
/** How high the rows of a table are. */
export type Density = (typeof DENSITIES)[number]

/** What a reader has made of a table: which columns stand in which order, and how high rows are. */
export interface TableLayout {
  /** The columns in sight, in their order. The first column of a table is always the first one. */
  readonly columns: readonly string[]
  /** Null: as the page has it. */
  readonly density: Density | null
}

/** What the chooser has to know of a column. */
export interface ColumnName {
  readonly id: string
  readonly name: string
  /** True for a column that is only shown when it was asked for. */
  readonly isExtra?: boolean | undefined
}

/** The layout that a table has before anybody chose one. */
export const usualLayout = (columns: readonly ColumnName[]): TableLayout => ({
  columns: columns.filter(({ isExtra }) => isExtra !== true).map(({ id }) => id),
  density: null,
})

/** All columns as the chooser lists them: those in sight in their order, then the others as the table knows them. */
export function listedColumns<Known extends ColumnName>(
  known: readonly Known[],
  { columns }: TableLayout,
): readonly Known[] {
  const shown = columns.flatMap((id) => known.find((column) => column.id === id) ?? [])
  return [...shown, ...known.filter(({ id }) => !columns.includes(id))]
}

/** The layout with a column shown or hidden; a shown one stands last. The first column of a table cannot be hidden. */
export function withColumn(
  layout: TableLayout,
  known: readonly ColumnName[],
  id: string,
  isShown: boolean,
): TableLayout {
  if (id === known[0]?.id) return layout
  const others = layout.columns.filter((each) => each !== id)
  return { ...layout, columns: isShown ? [...others, id] : others }
}

/** The layout with a column moved to the place `to`, counted from 0; nothing comes before the first column of the table. */
export function withMoved(layout: TableLayout, id: string, to: number): TableLayout {
  const from = layout.columns.indexOf(id)
  if (from < 1) return layout
  const columns = layout.columns.filter((each) => each !== id)
  const place = Math.min(Math.max(to, 1), columns.length)
  return { ...layout, columns: [...columns.slice(0, place), id, ...columns.slice(place)] }
}
