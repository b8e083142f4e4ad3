'use client'
import { Panel } from '#components/ui/panel.tsx'
import { OpeningDayStrip, type OpeningDayStripProps } from './opening-day-strip.tsx'
import { useDayStrips } from './use-day-strips.tsx'

/** Properties of `DaysPanel`. */
export interface DaysPanelProps extends Pick<OpeningDayStripProps, 'strip' | 'hrefOf'> {
  readonly title: string
  /** What the strip is of. */
  readonly name: string
}

/** The last days of one thing on a panel of their own, as a strip, as a table and as files. */
export function DaysPanel({ title, name, strip, hrefOf }: DaysPanelProps) {
  const { meta, table } = useDayStrips(name, [{ label: name, strip }])
  return (
    <Panel title={title} meta={meta} isFlush={table !== null}>
      {table ?? <OpeningDayStrip strip={strip} hrefOf={hrefOf} />}
    </Panel>
  )
}
