import type { ReactNode } from 'react'

/**
 * Where a cell goes on a phone, whose rows have two lines, and a third one as wide as the row (`foot`). Each
 * place takes one column; the others are left out.
 */
export type PhonePlace = 'start' | 'end' | 'below' | 'below-end' | 'foot'

/** A column: its head, its cells, and how its rows compare when it may be sorted by. */
export interface Column<Row> {
  readonly id: string
  readonly head: ReactNode
  /** What the chooser calls it, where the head is no text. */
  readonly name?: string
  readonly cell: (row: Row) => ReactNode
  readonly isFigure?: boolean
  readonly compare?: (a: Row, b: Row) => number
  readonly phone?: PhonePlace
  /** Classes of the cells, for widths and wrapping. */
  readonly className?: string
  /**
   * The one kind of screen that shows it; `wide` means a desk where the `@container` around the table has 680 px and more. In a
   * list, columns without a place on the phone are left out there anyway.
   */
  readonly only?: 'desk' | 'wide' | 'phone'
  /** How wide it is in a table of thousands of rows, in px; others are as wide as their cells ask for. */
  readonly width?: number
  /** True for a column that is only shown when somebody chose it. */
  readonly isExtra?: boolean
}

/** Something that can be done to one row. */
export interface RowAction {
  readonly label: string
  readonly isDangerous?: boolean
  readonly act: () => void
}
