'use client'
import { useMemo } from 'react'
import { RangeChart } from '#components/charts/range-chart.tsx'
import type { RangeMarks } from '#components/charts/use-range-chart.ts'
import { useText } from '#components/language/use-text.ts'
import { useLookedAt } from '#components/shell/refresh.tsx'
import { useFormat } from '#components/ui/use-format.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import { rangeBetween } from '#lib/core/time-range.ts'
import type { RuleDrawing, RuleLimit } from '#lib/modules/alerting/domain/rule-drawing.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { incidentMoments, incidentTime } from './incident-drawing.ts'

/** How often it looks at the clock, in milliseconds; the step of its range decides whether it asks again. */
const LOOK_MS = 15_000

/** The texts of the limit, by the operator of the rule. */
const LIMIT_KEYS = {
  '>': 'above',
  '>=': 'from',
  '<': 'below',
  '<=': 'upTo',
  '==': 'at',
  '!=': 'unless',
} as const satisfies Record<RuleLimit['operator'], string>

/** Properties of `IncidentChart`. */
export interface IncidentChartProps {
  readonly incident: IncidentDetail
  readonly drawing: RuleDrawing
}

/** What the rule of an incident measures, from an hour before it opened, with its limit and what happened. */
export function IncidentChart({ incident, drawing }: IncidentChartProps) {
  const t = useText('incidents')
  const { grid, isLive } = incidentTime(incident, useLookedAt(LOOK_MS))
  const title = t('chart.title')
  const { expression, unit } = drawing
  const question = useMemo(
    () => ({ title, unit, kind: 'line' as const, expression }),
    [title, unit, expression],
  )
  return (
    <RangeChart
      scope={scopeOf(incident)}
      question={question}
      range={rangeBetween(grid.from * 1000, grid.to * 1000)}
      grid={grid}
      isLive={isLive}
      marks={useMarks(incident, drawing)}
      empty={<EmptyState title={t('chart.empty')}>{t('chart.emptyText')}</EmptyState>}
    />
  )
}

/** The narrowest scope that owns the incident, so that another tenant's series stay out. */
const scopeOf = ({ tenantId, platformId }: IncidentDetail): string =>
  tenantId === null ? `platform:${platformId}` : `tenant:${tenantId}`

/** The same object while the incident is the same. */
function useMarks(incident: IncidentDetail, { unit, limit }: RuleDrawing): RangeMarks {
  const t = useText('incidents')
  const format = useFormat()
  return useMemo((): RangeMarks => {
    const label = (at: RuleLimit): string =>
      t(`chart.limit.${LIMIT_KEYS[at.operator]}`, { value: format.quantity(at.value, unit) })
    return {
      thresholds: limit === null ? [] : [{ value: limit.value, label: label(limit), tone: 'page' }],
      annotations: incidentMoments(incident, (moment) => t(`chart.moment.${moment}`)),
      fired: incident.alerts.map(({ labels }) => labels),
    }
  }, [incident, unit, limit, t, format])
}
