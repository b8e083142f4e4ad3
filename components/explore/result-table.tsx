'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useFormat, type Format } from '#components/ui/use-format.ts'
import type { ResultRow } from './explore-result.ts'

/** Most lines that the page draws; the file has them all. */
const MOST_ROWS = 500

const byNumber =
  (pick: (row: ResultRow) => number | string | null) =>
  (a: ResultRow, b: ResultRow): number => {
    const [x, y] = [pick(a), pick(b)]
    return (
      (typeof x === 'number' ? x : Number.NEGATIVE_INFINITY) -
      (typeof y === 'number' ? y : Number.NEGATIVE_INFINITY)
    )
  }

/** Properties of `ResultTable`. */
export interface ResultTableProps {
  readonly rows: readonly ResultRow[]
  readonly unit: string
  readonly isRange: boolean
}

/** Writes a value in the unit of the page. */
type Write = (value: number | string | null) => string

const figure = (
  id: 'last' | 'least' | 'most',
  head: string,
  write: Write,
  phone?: 'end',
): Column<ResultRow> => ({
  id,
  head,
  isFigure: true,
  cell: (row) => write(row[id]),
  compare: byNumber((row) => row[id]),
  ...(phone === undefined ? {} : { phone }),
})

function columnsOf(
  t: Text<'explore'>,
  format: Format,
  { unit, isRange }: Pick<ResultTableProps, 'unit' | 'isRange'>,
): readonly Column<ResultRow>[] {
  const write: Write = (value) =>
    value === null ? t('table.none') : typeof value === 'string' ? value : format.quantity(value, unit)
  const letter: Column<ResultRow> = {
    id: 'letter',
    head: t('table.query'),
    cell: (row) => <span className="font-mono text-small">{row.letter}</span>,
  }
  const series: Column<ResultRow> = {
    id: 'series',
    head: t('table.series'),
    cell: (row) => <code className="font-mono text-small wrap-anywhere whitespace-normal">{row.series}</code>,
    compare: (a, b) => a.series.localeCompare(b.series),
    phone: 'start',
    className: 'sm:py-1.5 sm:whitespace-normal',
  }
  const at: Column<ResultRow> = {
    id: 'at',
    head: t(isRange ? 'table.newestAt' : 'table.at'),
    isFigure: true,
    cell: (row) => <Moment at={new Date(row.at * 1000).toISOString()} />,
    phone: 'below',
  }
  return isRange
    ? [
        letter,
        series,
        figure('last', t('table.newest'), write, 'end'),
        figure('least', t('table.lowest'), write),
        figure('most', t('table.highest'), write),
        {
          id: 'count',
          head: t('table.values'),
          isFigure: true,
          cell: (row) => t('table.count', { count: row.count }),
        },
        at,
      ]
    : [letter, series, figure('last', t('table.value'), write, 'end'), at]
}

/** The series of the answers, one a line. */
export function ResultTable({ rows, ...asked }: ResultTableProps) {
  const t = useText('explore')
  const format = useFormat()
  return (
    <>
      <DataTable
        caption={t('table.caption')}
        columns={columnsOf(t, format, asked)}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={({ id }) => id}
        empty={null}
      />
      {rows.length <= MOST_ROWS ? null : (
        <p className="border-t border-line px-3.5 py-2.5 text-small text-fg-3">
          {t('table.rows', { shown: MOST_ROWS, all: rows.length })}
        </p>
      )}
    </>
  )
}
