'use client'
import { incidentsWorstFirst } from '#components/incidents/worst-first.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Elapsed, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview, OpenIncident } from '#lib/modules/dashboards/schemas.ts'

/** More rows than this are on the list of incidents. */
const SHOWN = 8

/** What waits for somebody: open incidents by severity, then sources that have gone silent. */
export function NeedsPersonPanel({ overview }: { overview: FleetOverview }) {
  const t = useText('dashboards')
  const { incidents, sources } = overview
  const count = incidents.length + sources.silent.length
  return (
    <Panel title={t('needs.title')} count={count} meta={t('needs.meta')} isFlush>
      {count === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('needs.none')}>
            {t(sources.all === 0 ? 'needs.noSource' : 'needs.allReport')}
          </EmptyState>
        </div>
      ) : (
        <RuledList isWaiting>
          {incidentsWorstFirst(incidents)
            .slice(0, SHOWN)
            .map((incident) => (
              <IncidentLine key={incident.id} incident={incident} where={whereOf(incident, overview)} />
            ))}
          {sources.silent.slice(0, SHOWN).map((name) => (
            <RuledRow key={name} mark={<StateGlyph state="stale" label={t('needs.stale')} />}>
              <AppLink href="/sources" className={ROW_NAME}>
                {t('needs.silent', { name })}
              </AppLink>
              <p className="text-small text-fg-2">{t('needs.silentText')}</p>
            </RuledRow>
          ))}
        </RuledList>
      )}
      {incidents.length <= SHOWN ? null : (
        <p className="border-t border-line px-3.5 py-2.5 text-small text-fg-2">
          <AppLink href="/incidents" className="opens">
            {t('needs.all', { count: incidents.length })}
          </AppLink>
        </p>
      )}
    </Panel>
  )
}

/** Whose it is: the platform, and the tenant where it is one's own. */
function whereOf(incident: OpenIncident, { platforms, tenants }: FleetOverview): string {
  const platform = platforms.find(({ id }) => id === incident.platformId)?.name ?? ''
  const tenant = tenants.find(({ id }) => id === incident.tenantId)?.name
  return tenant === undefined ? platform : `${platform}, ${tenant}`
}

/** One open incident of a list: severity, title, whose it is, who has it, since when. */
export function IncidentLine({ incident, where }: { incident: OpenIncident; where: string | null }) {
  const t = useText('dashboards')
  return (
    <RuledRow mark={<SeverityTag severity={incident.severity} />} end={<Elapsed from={incident.openedAt} />}>
      <AppLink href={`/incidents/${incident.id}`} className={ROW_NAME}>
        {incident.title}
      </AppLink>
      <p className="text-small text-fg-2">
        {where === null ? null : `${where}. `}
        {incident.acknowledgedAt === null
          ? t('needs.nobody')
          : t.rich('needs.acknowledged', { moment: put(<Moment at={incident.acknowledgedAt} />) })}
      </p>
    </RuledRow>
  )
}
