'use client'
import { useState, type ReactNode } from 'react'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Age } from '#components/ui/time.tsx'
import { ChartSave, type Savable } from './chart-save.tsx'
import { TwinTable, type Twin } from './twin-table.tsx'

/** What every chart on a sheet has, whatever it draws. */
export interface ChartSheetProps {
  readonly title: string
  /** Where links lead to it: the part of an address after `#`. */
  readonly id?: string | undefined
  /** What a reader should take from it, one sentence. */
  readonly finding: string
  readonly legend?: ReactNode
  /** What has to be known to read it: `10 m buckets, minimum and maximum kept`. */
  readonly notes: readonly string[]
  /** ISO time of the newest data, given when that is older than its limit: the chart stays, with its age. */
  readonly staleSince?: string | undefined
  /** Makes the table when it is asked for. */
  readonly twin: () => Twin
  readonly savable: Savable
  /** Below the chart: `Moves with the page metric`. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** A chart on a sheet: with legend, the same data as a table, and as files. */
export function ChartSheet({
  title,
  id,
  finding,
  legend,
  notes,
  staleSince,
  footer,
  ...rest
}: ChartSheetProps) {
  const t = useText('charts')
  const [isTable, setIsTable] = useState(false)
  const caption = `${title}. ${finding}`
  return (
    <Panel
      title={title}
      isFlush
      {...(id === undefined ? {} : { anchor: id })}
      meta={
        <>
          {legend}
          {staleSince === undefined ? null : <StaleMark since={staleSince} />}
          {notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
          <button
            type="button"
            aria-pressed={isTable}
            aria-label={t('sheet.tableOf', { title })}
            className="opens leading-6"
            onClick={() => setIsTable((was) => !was)}
          >
            {t(isTable ? 'sheet.chart' : 'sheet.table')}
          </button>
          <ChartSave title={title} savable={rest.savable} />
        </>
      }
    >
      {isTable ? (
        <TwinTable caption={caption} twin={rest.twin()} />
      ) : (
        <figure aria-label={caption} className="px-1 pt-1 pb-2">
          {rest.children}
        </figure>
      )}
      {footer === undefined ? null : <div className="px-3.5 pb-3 text-small text-fg-3">{footer}</div>}
    </Panel>
  )
}

function StaleMark({ since }: { since: string }) {
  const t = useText('charts')
  return (
    <span className="inline-flex items-center gap-1 text-stale">
      <StateGlyph state="stale" size={10} />
      <span>{t.rich('sheet.stale', { age: put(<Age at={since} kind="old" />) })}</span>
    </span>
  )
}
