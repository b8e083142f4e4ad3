'use client'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import type { HealthState } from '#components/ui/states.ts'
import { Moment } from '#components/ui/time.tsx'
import { useFormat } from '#components/ui/use-format.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { alertValue } from './alert-value.ts'
import { alertWord } from './incident-words.ts'

type Alert = IncidentDetail['alerts'][number]

const MARKS: Readonly<Record<string, HealthState>> = {
  firing: 'degraded',
  resolved: 'healthy',
  pending: 'learning',
}

/** The alerts that belong to an incident, with their labels and the value at which they fired. */
export function AlertsPanel({ incident }: { incident: IncidentDetail }) {
  const t = useText('incidents')
  const { alerts } = incident
  return (
    <section id="alerts">
      <Panel title={t('alerts.title')} count={alerts.length} isFlush>
        {alerts.length === 0 ? (
          <div className="p-3.5">
            <EmptyState title={t('alerts.none')}>
              {t(incident.rule === null ? 'alerts.byPerson' : 'alerts.gone')}
            </EmptyState>
          </div>
        ) : (
          <RuledList>
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} />
            ))}
          </RuledList>
        )}
      </Panel>
    </section>
  )
}

function AlertRow({ alert }: { alert: Alert }) {
  const t = useText('incidents')
  const format = useFormat()
  const { state, summary, value, labels, firedAt, resolvedAt } = alert
  return (
    <RuledRow
      mark={<StateGlyph state={MARKS[state] ?? 'unknown'} />}
      end={
        <>
          <span className="block text-fg-2">{alertWord(t, state)}</span>
          {value === null ? null : (
            <span className="block">{t('alerts.value', { value: alertValue(format, value) })}</span>
          )}
        </>
      }
    >
      <p className="font-medium break-words">{summary}</p>
      <p className="text-small text-fg-2">
        {firedAt === null
          ? null
          : resolvedAt === null
            ? t.rich('alerts.fired', { at: put(<Moment at={firedAt} />) })
            : t.rich('alerts.recovered', {
                at: put(<Moment at={firedAt} />),
                over: put(<Moment at={resolvedAt} />),
              })}
      </p>
      <ul aria-label={t('alerts.labels')} className="mt-1 flex flex-wrap gap-1">
        {Object.entries(labels).map(([name, text]) => (
          <li
            key={name}
            className="max-w-full rounded-[3px] border border-line bg-inset px-1.5 font-mono text-micro break-words text-fg-2"
          >
            {name}={String(text)}
          </li>
        ))}
      </ul>
    </RuledRow>
  )
}
