'use client'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { significantText } from '#components/ui/format-quantity.ts'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import type { HealthState } from '#components/ui/states.ts'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { plainWord } from './incident-words.ts'

type Alert = IncidentDetail['alerts'][number]

const MARKS: Readonly<Record<string, HealthState>> = {
  firing: 'degraded',
  resolved: 'healthy',
  pending: 'learning',
}

/** The alerts that belong to an incident, with their labels and the value at which they fired. */
export function AlertsPanel({ incident }: { incident: IncidentDetail }) {
  const { alerts } = incident
  return (
    <section id="alerts">
      <Panel title="Alerts" count={alerts.length} isFlush>
        {alerts.length === 0 ? (
          <div className="p-3.5">
            <EmptyState title="No alert is part of this">
              {incident.rule === null
                ? 'It was opened by a person, not by a rule.'
                : 'The alerts of its rule are gone: they are kept as long as the rule.'}
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
  const { state, summary, value, labels, firedAt, resolvedAt } = alert
  return (
    <RuledRow
      mark={<StateGlyph state={MARKS[state] ?? 'unknown'} />}
      end={
        <>
          <span className="block text-fg-2">{plainWord(state)}</span>
          {value === null ? null : <span className="block">value {significantText(value, 4)}</span>}
        </>
      }
    >
      <p className="font-medium break-words">{summary}</p>
      <p className="text-small text-fg-2">
        {firedAt === null ? null : (
          <>
            Fired <Moment at={firedAt} />
          </>
        )}
        {resolvedAt === null ? null : (
          <>
            , recovered <Moment at={resolvedAt} />
          </>
        )}
      </p>
      <ul aria-label="Labels" className="mt-1 flex flex-wrap gap-1">
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
