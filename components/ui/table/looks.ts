import type { Column, PhonePlace } from './column.ts'
import { classNames } from '../class-names.ts'

const PLACES: Record<PhonePlace, string> = {
  start: 'max-sm:col-start-1 max-sm:row-start-1 max-sm:font-medium max-sm:whitespace-normal',
  end: 'max-sm:col-start-2 max-sm:row-start-1 max-sm:text-right',
  below: 'max-sm:col-start-1 max-sm:row-start-2 max-sm:text-small max-sm:whitespace-normal max-sm:text-fg-2',
  'below-end': 'max-sm:col-start-2 max-sm:row-start-2 max-sm:text-right max-sm:text-small max-sm:text-fg-2',
  foot: 'max-sm:col-span-2 max-sm:row-start-3 max-sm:pt-1.5! max-sm:whitespace-normal max-sm:empty:hidden',
}

/** The ground of rows that need a person. */
export const TINTS = {
  degraded: 'bg-[color-mix(in_oklch,var(--bw-degraded-soft)_55%,transparent)]',
  down: 'bg-[color-mix(in_oklch,var(--bw-down-soft)_55%,transparent)]',
}

const STAYS = {
  head: 'sticky top-0 z-1 bg-panel first:left-0 first:z-2',
  cell: 'first:sticky first:left-0 first:bg-panel',
}
const SCROLLS = 'max-h-[calc(100dvh-5rem)] overflow-auto max-sm:max-h-[calc(100dvh-10rem)]'

/**
 * Classes of the parts of a table that becomes a list on a phone, of one that stays a table everywhere, and of one of
 * thousands of rows, whose rows are all equally high.
 */
export const LOOKS = {
  list: {
    frame: 'overflow-x-auto',
    table: 'border-collapse max-sm:block',
    head: 'max-sm:sr-only',
    headCell: '',
    body: 'max-sm:block',
    row: 'border-b border-line last:border-b-0 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:px-3.5 max-sm:py-2.5',
    cell: 'max-sm:h-auto max-sm:p-0!',
  },
  // What stays in place covers what moves below it, hence its own ground; collapsed borders would not come along.
  frozen: {
    frame: SCROLLS,
    table: 'border-separate border-spacing-0',
    head: '',
    headCell: STAYS.head,
    body: '',
    row: '*:border-b *:border-line last:*:border-b-0',
    cell: `${STAYS.cell} max-sm:first:min-w-36 max-sm:first:border-r max-sm:first:whitespace-normal max-sm:first:wrap-anywhere`,
  },
  virtual: {
    frame: SCROLLS,
    table: 'table-fixed border-separate border-spacing-0',
    head: '',
    headCell: `${STAYS.head} overflow-hidden`,
    body: '',
    row: '*:border-b *:border-line',
    cell: `${STAYS.cell} overflow-hidden text-ellipsis whitespace-nowrap!`,
  },
} as const

/** Classes of the parts of a table. */
export type Look = (typeof LOOKS)[keyof typeof LOOKS]

/** What hides a column where it is not shown. */
const ONLY = {
  desk: 'max-sm:hidden',
  wide: 'max-sm:hidden sm:@max-[680px]:hidden',
  phone: 'sm:hidden',
} as const

/** Classes of the head of a column. */
export const headClass = <Row>(column: Column<Row>, look: Look, isIndented: boolean): string =>
  classNames(
    'border-b border-line px-2 py-[7px] text-micro font-medium whitespace-nowrap text-fg-3 first:pl-3.5 last:pr-3.5',
    look.headCell,
    isIndented && 'sm:first:pl-10',
    column.isFigure === true ? 'text-right' : 'text-left',
    column.only !== undefined && ONLY[column.only],
  )

/** Classes of a cell. */
export const cellClass = <Row>(column: Column<Row>, look: Look): string => {
  const place = column.phone === undefined ? ONLY.desk : PLACES[column.phone]
  return classNames(
    'h-(--bw-row) px-2 align-middle whitespace-nowrap first:pl-3.5 last:pr-3.5',
    look.cell,
    column.isFigure === true && 'sm:text-right',
    look === LOOKS.list && place,
    column.only !== undefined && ONLY[column.only],
    look === LOOKS.virtual ? undefined : column.className,
  )
}
