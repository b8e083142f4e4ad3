'use client'
import { incidentsWorstFirst } from '#components/incidents/worst-first.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Elapsed, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { IncidentLine } from './needs-person-panel.tsx'

/** The incidents of a tenant: what is open, worst first, then what was resolved in the last 90 days. */
export function TenantIncidentsPanel({ home }: { home: TenantHome }) {
  const t = useText('dashboards')
  const over = home.lately.filter(({ state }) => state === 'resolved')
  return (
    <Panel
      title={t('yours.title')}
      count={t('yours.count', { count: home.incidents90d })}
      meta={
        <AppLink href="/incidents?state=all" className="opens">
          {t('yours.all')}
        </AppLink>
      }
      isFlush
    >
      {home.incidents.length === 0 && over.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('yours.none')}>{t('yours.noneText')}</EmptyState>
        </div>
      ) : (
        <RuledList>
          {incidentsWorstFirst(home.incidents).map((incident) => (
            <IncidentLine key={incident.id} incident={incident} where={null} />
          ))}
          {over.map((incident) => (
            <ResolvedLine key={incident.id} incident={incident} />
          ))}
        </RuledList>
      )}
    </Panel>
  )
}

function ResolvedLine({ incident }: { incident: TenantHome['lately'][number] }) {
  const t = useText('dashboards')
  return (
    <RuledRow
      mark={<StateGlyph state="healthy" label={t('yours.resolved')} />}
      end={<Moment at={incident.openedAt} />}
    >
      <AppLink href={`/incidents/${incident.id}`} className={ROW_NAME}>
        {incident.title}
      </AppLink>
      <p className="text-small text-fg-2">
        {t.rich('yours.resolvedAfter', {
          severity: incident.severity,
          time: put(<Elapsed from={incident.openedAt} to={incident.resolvedAt ?? undefined} />),
        })}
      </p>
    </RuledRow>
  )
}
