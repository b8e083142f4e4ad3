'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { EscalationLadder, type LadderStep } from '#components/ui/escalation-ladder.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { ladderRungs, type Rung } from './incident-ladder.ts'

/** How fast a rung was reached; what took less than a second has no figure that says anything. */
const reached = (t: Text<'incidents'>, seconds: number): string =>
  seconds < 1 ? t('escalation.atOnce') : t('escalation.after', { time: formatSeconds(seconds) })

function noteOf(t: Text<'incidents'>, { status, isCalled }: Rung): string | undefined {
  if (status === 'stopped') return undefined
  if (!isCalled) return t(`escalation.${status}`)
  return t(status === 'done' ? 'escalation.called' : 'escalation.calling')
}

function toStep(t: Text<'incidents'>, rung: Rung): LadderStep {
  return {
    id: String(rung.step),
    title: rung.hasIncident ? (
      <span className="inline-flex flex-wrap items-center gap-x-1.5">
        {rung.names}
        <StateGlyph state="healthy" size={12} />
        <span className="text-small text-ok">{t('escalation.acknowledged')}</span>
      </span>
    ) : (
      rung.names
    ),
    note: noteOf(t, rung),
    status: rung.status,
    dueAt: rung.dueAt,
    since: rung.since,
    result: rung.firedAfterSeconds === null ? undefined : reached(t, rung.firedAfterSeconds),
  }
}

/** Who is paged, who was, and who comes next and when. */
export function EscalationPanel({ incident }: { incident: IncidentDetail }) {
  const t = useText('incidents')
  const { policyName: policy } = incident
  const rungs = ladderRungs(t, incident)
  return (
    <Panel title={t('escalation.title')} meta={t('escalation.policy', { policy })} isFlush>
      {rungs.length === 0 ? (
        <div className="p-3.5">
          <EmptyState
            title={t('escalation.none')}
            action={
              <ButtonLink href="/on-call" size="small">
                {t('escalation.set')}
              </ButtonLink>
            }
          >
            {t('escalation.noneText', { policy })}
          </EmptyState>
        </div>
      ) : (
        <>
          <EscalationLadder steps={rungs.map((rung) => toStep(t, rung))} />
          {rungs.some(({ status }) => status === 'next') ? (
            <p className="border-t border-line px-3.5 py-2 text-micro text-fg-3">{t('escalation.clock')}</p>
          ) : null}
        </>
      )}
    </Panel>
  )
}
