'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { useOpened } from '#components/shell/use-opened.ts'
import { Note } from '#components/ui/note.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { choosableMetrics, jobSelector } from './service-panels.ts'

/** Longest name that is said of an address. */
const LONGEST_SAID = 60

/** Properties of `OtherMetric`. */
export interface OtherMetricProps {
  readonly job: string
  /** What the service sends now. */
  readonly names: readonly string[]
  /** The chart of a metric. */
  readonly renderChart: (name: string) => ReactNode
}

/** Any one of the metrics, chosen by name. The choice stands in the address, so that a link and the way back have it. */
export function OtherMetric({ job, names, renderChart }: OtherMetricProps) {
  const t = useText('tenancy')
  const [chosen, choose] = useOpened('metric')
  const offered = choosableMetrics(names)
  const name = offered.find((each) => each === chosen) ?? offered[0] ?? ''
  return (
    <>
      <Panel title={t('other.title')} count={offered.length} meta={t('other.meta')}>
        <SelectField
          label={t('other.metric')}
          value={name}
          onChange={(event) => choose(event.target.value)}
          options={offered.map((each) => ({ value: each, label: each }))}
          help={t('other.help', { selector: jobSelector(job) })}
        />
      </Panel>
      {renderChart(name)}
    </>
  )
}

/** Says that the address asks for a metric that the service does not send. */
export function MetricNotice({ names }: { names: readonly string[] }) {
  const t = useText('tenancy')
  const [chosen] = useOpened('metric')
  if (chosen === null || choosableMetrics(names).includes(chosen)) return null
  const name = chosen.length > LONGEST_SAID ? `${chosen.slice(0, LONGEST_SAID)}…` : chosen
  return (
    <div role="status">
      <Note state="stale">{t('other.notSent', { name })}</Note>
    </div>
  )
}
