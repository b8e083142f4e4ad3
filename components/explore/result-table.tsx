'use client'
import { quantityText } from '#components/ui/format-quantity.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { ResultRow } from './explore-result.ts'

/** Most lines that the page draws; the file has them all. */
const MOST_ROWS = 500

const valueText = (value: number | string | null, unit: string): string =>
  value === null ? 'none' : typeof value === 'string' ? value : quantityText(value, unit)

const byNumber =
  (pick: (row: ResultRow) => number | string | null) =>
  (a: ResultRow, b: ResultRow): number => {
    const [x, y] = [pick(a), pick(b)]
    return (
      (typeof x === 'number' ? x : Number.NEGATIVE_INFINITY) -
      (typeof y === 'number' ? y : Number.NEGATIVE_INFINITY)
    )
  }

const figure = (
  id: 'last' | 'least' | 'most',
  head: string,
  unit: string,
  phone?: 'end',
): Column<ResultRow> => ({
  id,
  head,
  isFigure: true,
  cell: (row) => valueText(row[id], unit),
  compare: byNumber((row) => row[id]),
  ...(phone === undefined ? {} : { phone }),
})

function columnsOf(unit: string, isRange: boolean): readonly Column<ResultRow>[] {
  const letter: Column<ResultRow> = {
    id: 'letter',
    head: 'Query',
    cell: (row) => <span className="font-mono text-small">{row.letter}</span>,
  }
  const series: Column<ResultRow> = {
    id: 'series',
    head: 'Series',
    cell: (row) => <code className="font-mono text-small wrap-anywhere whitespace-normal">{row.series}</code>,
    compare: (a, b) => a.series.localeCompare(b.series),
    phone: 'start',
    className: 'sm:py-1.5 sm:whitespace-normal',
  }
  const at: Column<ResultRow> = {
    id: 'at',
    head: isRange ? 'Newest value at' : 'At',
    isFigure: true,
    cell: (row) => <Moment at={new Date(row.at * 1000).toISOString()} />,
    phone: 'below',
  }
  return isRange
    ? [
        letter,
        series,
        figure('last', 'Newest', unit, 'end'),
        figure('least', 'Lowest', unit),
        figure('most', 'Highest', unit),
        { id: 'count', head: 'Values', isFigure: true, cell: (row) => row.count.toLocaleString('en-GB') },
        at,
      ]
    : [letter, series, figure('last', 'Value', unit, 'end'), at]
}

/** The series of the answers, one a line. */
export function ResultTable(props: { rows: readonly ResultRow[]; unit: string; isRange: boolean }) {
  const { rows, unit, isRange } = props
  return (
    <>
      <DataTable
        caption="The series of the answers"
        columns={columnsOf(unit, isRange)}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={({ id }) => id}
        empty={null}
      />
      {rows.length <= MOST_ROWS ? null : (
        <p className="border-t border-line px-3.5 py-2.5 text-small text-fg-3">
          The first {MOST_ROWS} of {rows.length.toLocaleString('en-GB')} series. The CSV file has them all.
        </p>
      )}
    </>
  )
}
