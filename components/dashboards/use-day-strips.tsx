'use client'
import { useState, type ReactNode } from 'react'
import { ChartSave } from '#components/charts/chart-save.tsx'
import { TwinTable } from '#components/charts/twin-table.tsx'
import { useText } from '#components/language/use-text.ts'
import { stripsCsv, stripsTwin, type NamedStrip } from './day-strip-twin.ts'
import { DayStripLegend } from './day-strip.tsx'
import { DayStripsDrawing } from './day-strips-drawing.tsx'

/** What a panel with strips of days has at its head, and the table that stands in place of the strips while it is asked for. */
export interface DayStripsParts {
  readonly meta: ReactNode
  readonly table: ReactNode | null
}

/** The same days as a table and as files, as every chart has them. */
export function useDayStrips(title: string, strips: readonly NamedStrip[]): DayStripsParts {
  const t = useText('dashboards')
  const charts = useText('charts')
  const [isTable, setIsTable] = useState(false)
  if (strips.length === 0) return { meta: <DayStripLegend />, table: null }
  const name = t('strip.of', { title })
  return {
    meta: (
      <>
        <DayStripLegend />
        <button
          type="button"
          aria-pressed={isTable}
          aria-label={charts('sheet.tableOf', { title: name })}
          className="opens leading-6"
          onClick={() => setIsTable((was) => !was)}
        >
          {charts(isTable ? 'sheet.chart' : 'sheet.table')}
        </button>
        <ChartSave
          title={name}
          savable={{
            drawing: <DayStripsDrawing t={t} title={name} strips={strips} />,
            csv: () => stripsCsv(strips),
          }}
        />
      </>
    ),
    table: isTable ? <TwinTable caption={name} twin={stripsTwin(t, strips)} /> : null,
  }
}
