'use client'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { fetched } from '#components/ui/fetched.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Timeline, type TimelineEntry } from '#components/ui/timeline.tsx'
import { ZoneName } from '#components/ui/time.tsx'
import type { IncidentDetail, TimelineView } from '#lib/modules/incidents/schemas.ts'

// It comes with the page, and its script after it: whoever only reads does not wait for what checks a form.
const CommentForm = fetched(async () => (await import('./comment-form.tsx')).CommentForm)

const MARKS: Readonly<Record<string, TimelineEntry['mark']>> = {
  opened: { state: 'degraded' },
  paged: { icon: 'bell' },
  escalated: { icon: 'bell' },
  acknowledged: { state: 'healthy' },
  resolved: { state: 'healthy' },
  comment: { icon: 'person' },
  alert_joined: { icon: 'plus' },
  alert_recovered: { icon: 'tick' },
}

/** The first word carries the act; a comment begins with who wrote it. */
function toEntry(t: Text<'incidents'>, entry: TimelineView): TimelineEntry {
  const { id, at, kind, actorKind, actorName, text } = entry
  const mark = MARKS[kind] ?? { icon: 'page' }
  if (kind === 'comment') return { id, at, mark, subject: actorName, act: text }
  const end = text.indexOf(' ')
  return {
    id,
    at,
    mark,
    subject: end < 0 ? text : text.slice(0, end),
    act: end < 0 ? undefined : text.slice(end + 1),
    // Which job of ours it was is for the audit chain; here it is a name for whoever looks for it.
    evidence: (
      <span className="text-fg-3" title={actorName}>
        {actorKind === 'job' ? t('timeline.itself') : actorName}
      </span>
    ),
  }
}

/** Properties of `TimelinePanel`. */
export interface TimelinePanelProps {
  readonly scope: string
  readonly incident: IncidentDetail
  readonly mayComment: boolean
}

/** What happened, newest first, and a place to add to it. */
export function TimelinePanel({ scope, incident, mayComment }: TimelinePanelProps) {
  const t = useText('incidents')
  const { timeline } = incident
  return (
    <section id="timeline">
      <Panel
        title={t('timeline.title')}
        count={t('timeline.count', { count: timeline.length })}
        meta={
          <>
            <span>{t.rich('timesIn', { zone: put(<ZoneName />) })}</span>
            <span>{t('order.newest')}</span>
          </>
        }
        isFlush
      >
        {mayComment ? (
          <FetchedPart waits={<Skeleton waitsFor={t('timeline.comment')} />}>
            <CommentForm scope={scope} incidentId={incident.id} />
          </FetchedPart>
        ) : null}
        <Timeline entries={timeline.map((entry) => toEntry(t, entry))} />
      </Panel>
    </section>
  )
}
