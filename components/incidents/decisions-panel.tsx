'use client'
import { useText } from '#components/language/use-text.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { ClockTime } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { isStop, stageWord, verdictWord } from './incident-words.ts'

/** Every decision on the way from the rule to the page, oldest first: what was decided, and why. */
export function DecisionsPanel({ incident }: { incident: IncidentDetail }) {
  const t = useText('incidents')
  const { decisions, rule } = incident
  return (
    <Panel title={t('decisions.title')} count={decisions.length} meta={t('decisions.order')} isFlush>
      {rule === null ? null : (
        <div className="border-b border-line px-3.5 py-2.5">
          <p className="font-medium">{rule.name}</p>
          <code className="font-mono text-small break-words text-fg-2">{rule.expr}</code>
        </div>
      )}
      {decisions.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('decisions.none')}>{t('decisions.noneText')}</EmptyState>
        </div>
      ) : (
        <ol className="divide-y divide-line">
          {decisions.map(({ at, stage, verdict, reason }, i) => (
            <li
              key={`${at} ${stage} ${String(i)}`}
              className={`grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2.5 px-3.5 py-2 ${isStop(verdict) ? 'bg-degraded-soft' : ''}`}
            >
              <Icon
                name={isStop(verdict) ? 'stop' : 'tick'}
                size={13}
                className={`mt-[3px] ${isStop(verdict) ? 'text-degraded' : 'text-ok'}`}
              />
              <div className="min-w-0">
                <p>
                  <span className="text-fg-3">{stageWord(t, stage)}</span>{' '}
                  <span className="font-medium">{verdictWord(t, verdict)}</span>
                </p>
                <p className="text-small break-words text-fg-2">{reason}</p>
              </div>
              <span className="text-fg-3">
                <ClockTime at={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
