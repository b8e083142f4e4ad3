'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { createRule } from '#components/alerting/api/create-rule.ts'
import { sampleValue } from '#components/charts/prometheus-matrix.ts'
import { metricsInstantQuery } from '#components/explore/api/metrics-instant-query.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { templateRule, type TemplateSide } from './tour-steps.ts'

const SIDES: readonly TemplateSide[] = ['above', 'below']

/** A metric by its selector. */
const selector = (metric: string): string => `{__name__=${JSON.stringify(metric)}}`

/** The template as somebody has filled it in: the limit offered is where the metric is now, so that the rule fires. */
function useTemplate(scope: string, metrics: readonly string[]) {
  const t = useText('tour')
  const [metric, setMetric] = useState<string | null>(null)
  const [side, setSide] = useState<TemplateSide>('above')
  const [limit, setLimit] = useState<string | null>(null)
  const chosen = metrics.find((name) => name === metric) ?? metrics[0] ?? ''
  const now = useQuery({
    ...metricsInstantQuery(scope, `${side === 'above' ? 'max' : 'min'}(${selector(chosen)})`),
    enabled: chosen !== '',
  })
  const value = now.data?.data.resultType === 'vector' ? now.data.data.result[0]?.value[1] : undefined
  const offered = value !== undefined && Number.isFinite(sampleValue(value)) ? value : ''
  const text = limit ?? offered
  return {
    chosen,
    side,
    setSide,
    offered,
    text,
    setLimit,
    rule: templateRule(t, chosen, side, text),
    choose: (name: string) => {
      setMetric(name)
      setLimit(null)
    },
  }
}

/** Writes a rule from a template on a metric that arrives. */
export function RuleStep({ scope, metrics }: { scope: string; metrics: readonly string[] }) {
  const t = useText('tour')
  const { mutate, error, isPending } = useMutation(createRule(scope))
  const template = useTemplate(scope, metrics)
  const { offered, rule } = template
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (rule !== null && !isPending) mutate({ ...rule, severity: 'P2', forSeconds: 0, intervalSeconds: 5 })
  }
  if (template.chosen === '') return <p className="text-fg-2">{t('rule.none')}</p>
  return (
    <form onSubmit={submit} className="flex max-w-[560px] flex-col gap-3">
      <Parts template={template} metrics={metrics} />
      <p className="text-small text-fg-3">
        {offered === '' ? t('rule.waiting') : t('rule.now', { value: offered })}
      </p>
      {rule === null ? null : <code className="font-mono text-small wrap-anywhere">{rule.expr}</code>}
      <ErrorLine>{error?.message}</ErrorLine>
      <div>
        <Button type="submit" kind="ink" isBusy={isPending}>
          {t('rule.create')}
        </Button>
      </div>
    </form>
  )
}

function Parts(props: { template: ReturnType<typeof useTemplate>; metrics: readonly string[] }) {
  const t = useText('tour')
  const { template, metrics } = props
  const { chosen, side, text, rule } = template
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_130px_130px]">
      <SelectField
        label={t('rule.metric')}
        value={chosen}
        options={metrics.map((name) => ({ value: name, label: name }))}
        onChange={({ target }) => template.choose(target.value)}
      />
      <SelectField
        label={t('rule.stands')}
        value={side}
        options={SIDES.map((value) => ({ value, label: t(`rule.side.${value}`) }))}
        onChange={({ target }) => template.setSide(target.value === 'below' ? 'below' : 'above')}
      />
      <TextField
        label={t('rule.limit')}
        inputMode="decimal"
        required
        value={text}
        onChange={({ target }) => template.setLimit(target.value)}
        error={rule === null && text !== '' ? t('rule.notNumber') : undefined}
      />
    </div>
  )
}
