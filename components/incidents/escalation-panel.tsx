'use client'
import { ButtonLink } from '#components/ui/button.tsx'
import { EscalationLadder, type LadderStep } from '#components/ui/escalation-ladder.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { ladderRungs, type Rung } from './incident-ladder.ts'

const NOTES: Record<Rung['status'], string | undefined> = {
  done: 'Paged',
  next: 'Paged next, if nobody acknowledges',
  waiting: 'After that',
  stopped: undefined,
}

/** How fast a rung was reached; what took less than a second has no figure that says anything. */
const reached = (seconds: number): string => (seconds < 1 ? 'at once' : `after ${formatSeconds(seconds)}`)

function toStep(rung: Rung): LadderStep {
  return {
    id: String(rung.step),
    title: rung.hasIncident ? (
      <span className="inline-flex flex-wrap items-center gap-x-1.5">
        {rung.names}
        <StateGlyph state="healthy" size={12} />
        <span className="text-small text-ok">acknowledged</span>
      </span>
    ) : (
      rung.names
    ),
    note: NOTES[rung.status],
    status: rung.status,
    dueAt: rung.dueAt,
    since: rung.since,
    result: rung.firedAfterSeconds === null ? undefined : reached(rung.firedAfterSeconds),
  }
}

/** Who is paged, who was, and who comes next and when. */
export function EscalationPanel({ incident }: { incident: IncidentDetail }) {
  const rungs = ladderRungs(incident)
  return (
    <Panel title="Escalation" meta={`Policy “${incident.policyName}”`} isFlush>
      {rungs.length === 0 ? (
        <div className="p-3.5">
          <EmptyState
            title="Nobody is paged for this"
            action={
              <ButtonLink href="/on-call" size="small">
                Set who is paged
              </ButtonLink>
            }
          >
            When it opened, the policy “{incident.policyName}” named no active member. A change counts for the
            next incident.
          </EmptyState>
        </div>
      ) : (
        <>
          <EscalationLadder steps={rungs.map(toStep)} />
          {rungs.some(({ status }) => status === 'next') ? (
            <p className="border-t border-line px-3.5 py-2 text-micro text-fg-3">
              Counted down in the server’s time.
            </p>
          ) : null}
        </>
      )}
    </Panel>
  )
}
